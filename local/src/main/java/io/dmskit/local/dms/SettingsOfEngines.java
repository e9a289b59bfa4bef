package io.dmskit.local.dms;

import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsResponse;
import software.amazon.awssdk.services.databasemigration.model.EndpointSetting;
import software.amazon.awssdk.services.databasemigration.model.EndpointSettingTypeValue;

/**
 * The settings that endpoints of an engine take.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpointSettings.html">DescribeEndpointSettings</a>
 */
final class SettingsOfEngines {
    private SettingsOfEngines() {}

    static DescribeEndpointSettingsResponse describe(DescribeEndpointSettingsRequest request) {
        Engine engine = Engine.of(Offerings.engine(request.engineName()));
        List<EndpointSetting> settings = engine.settings().stream()
                .map(SettingsOfEngines::shown)
                .sorted(Comparator.comparing(EndpointSetting::name))
                .toList();
        Page<EndpointSetting> page =
                Page.of(settings, EndpointSetting::name, Page.Size.USUAL, request.maxRecords(), request.marker());
        return DescribeEndpointSettingsResponse.builder()
                .endpointSettings(page.items())
                .marker(page.marker())
                .build();
    }

    private static EndpointSetting shown(io.dmskit.endpoint.EndpointSetting<?> setting) {
        EndpointSetting.Builder shown = EndpointSetting.builder()
                .name(setting.name())
                .type(type(setting))
                .sensitive(Engine.isPassword(setting.name()))
                .applicability(
                        setting.sides().size() == EndpointSide.values().length
                                ? "both"
                                : setting.sides().iterator().next().word())
                .defaultValue(setting.defaultValue().map(String::valueOf).orElse(null));
        setting.range().ifPresent(range -> shown.intValueMin(range.least()).intValueMax(range.most()));
        return setting.words().isEmpty()
                ? shown.build()
                : shown.enumValues(setting.words()).build();
    }

    private static EndpointSettingTypeValue type(io.dmskit.endpoint.EndpointSetting<?> setting) {
        if (setting.type() == Boolean.class) {
            return EndpointSettingTypeValue.BOOLEAN;
        }
        if (setting.type() == Integer.class) {
            return EndpointSettingTypeValue.INTEGER;
        }
        return setting.type().isEnum() ? EndpointSettingTypeValue.ENUM : EndpointSettingTypeValue.STRING;
    }
}
