package io.dmskit.endpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of an endpoint, all of one family. Immutable; holds no password, since none of the settings is one.
 *
 * <pre>{@code
 * EndpointSettings.NONE
 *         .with(PostgreSQLSettings.HEARTBEAT_ENABLE, true)
 *         .with(PostgreSQLSettings.PLUGIN_NAME, PluginName.PGLOGICAL)
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html">CreateEndpoint</a>
 */
public final class EndpointSettings {
    /** Nothing set: DMS's own defaults. */
    public static final EndpointSettings NONE = new EndpointSettings(Map.of());

    private final Map<EndpointSetting<?>, Object> values;

    private EndpointSettings(Map<EndpointSetting<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Returns settings with this one set.
     *
     * @throws IllegalArgumentException if the value is out of range or blank, or the setting belongs to another family than those
     *     set so far
     */
    public <T> EndpointSettings with(EndpointSetting<T> setting, T value) {
        setting.problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        family().filter(family -> !family.equals(setting.family())).ifPresent(family -> {
            throw new IllegalArgumentException("setting " + setting + " does not go together with those of " + family
                    + ": an endpoint has settings of one family");
        });
        Map<EndpointSetting<?>, Object> more = new TreeMap<>(Comparator.comparing(EndpointSetting::toString));
        more.putAll(values);
        more.put(setting, value);
        return new EndpointSettings(more);
    }

    /**
     * Returns settings with this one set from its text.
     *
     * @throws IllegalArgumentException if the text is no value of the setting
     */
    public <T> EndpointSettings withText(EndpointSetting<T> setting, String text) {
        return with(setting, SettingText.read(setting, text));
    }

    /** Returns the value if it is set. */
    public <T> Optional<T> get(EndpointSetting<T> setting) {
        return Optional.ofNullable(values.get(setting)).map(setting.type()::cast);
    }

    /** Returns the family of the settings; absent if nothing is set. */
    public Optional<String> family() {
        return values.keySet().stream().map(EndpointSetting::family).findFirst();
    }

    /** Returns the settings that are set, by name. */
    public List<EndpointSetting<?>> set() {
        return values.keySet().stream()
                .sorted(Comparator.comparing(EndpointSetting::name))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Returns the settings that are set, by name, each value as the API writes it. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((setting, value) -> texts.put(setting.name(), SettingText.write(value)));
        return texts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointSettings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return texts().toString();
    }
}
