package io.dmskit.cloudformation;

import io.dmskit.endpoint.EndpointSetting;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings blocks of an endpoint, against its engine. */
final class SettingRules {
    private static final String ROLE = "ServiceAccessRoleArn";

    /** Engines that DMS gets at with a role only. */
    private static final List<Engine> WITH_ROLE =
            List.of(Engine.S3, Engine.DYNAMODB, Engine.KINESIS, Engine.OPENSEARCH, Engine.ELASTICSEARCH);

    private static final Map<String, String> BLOCKS = Map.of(
            "MySQLSettings", "MySqlSettings",
            "PostgreSQLSettings", "PostgreSqlSettings",
            "MicrosoftSQLServerSettings", "MicrosoftSqlServerSettings",
            "IBMDb2Settings", "IbmDb2Settings");

    private final Resource endpoint;
    private final Engine engine;
    private final Reporter reporter;
    private final Attributes attributes;

    SettingRules(Resource endpoint, Engine engine, Reporter reporter, Attributes attributes) {
        this.endpoint = endpoint;
        this.engine = engine;
        this.reporter = reporter;
        this.attributes = attributes;
    }

    void run() {
        Login.blocks(endpoint).stream()
                .filter(block -> !belongs(block))
                .forEach(block -> reporter.say(
                        TemplateRule.OTHER_SETTINGS,
                        endpoint,
                        block,
                        block + " are given: engine " + engine + " takes "
                                + engine.settingsFamilies().stream()
                                        .map(SettingRules::block)
                                        .collect(Collectors.joining(" or "))));
        Login.blocks(endpoint).stream().filter(this::belongs).forEach(block -> engine.settings().stream()
                .filter(setting -> setting.family().equalsIgnoreCase(block))
                .forEach(setting -> setting(block, setting)));
        engine.settings().stream().filter(EndpointSetting::isRequired).forEach(setting -> required(setting.name()));
        if (WITH_ROLE.contains(engine)) {
            required(ROLE);
        }
    }

    /** CloudFormation writes MySqlSettings where the API has MySQLSettings. MongoDB's were those of DocumentDB once. */
    private boolean belongs(String block) {
        return engine.settingsFamilies().stream().anyMatch(block::equalsIgnoreCase)
                || (engine.equals(Engine.DOCDB) && block.equals("MongoDbSettings"));
    }

    /** Returns how CloudFormation calls the settings of a family of the API. */
    private static String block(String family) {
        return BLOCKS.getOrDefault(family, family);
    }

    private void required(String name) {
        String property = block(engine.settingsFamilies().get(0)) + "." + name;
        if (endpoint.value(property).isAbsent() && !attributes.mayHold(name)) {
            reporter.say(
                    TemplateRule.SETTING_MISSING,
                    endpoint,
                    property,
                    property + " is not given: engine " + engine + " needs it");
        }
    }

    private void setting(String block, EndpointSetting<?> setting) {
        String property = block + "." + setting.name();
        Value value = endpoint.value(property);
        if (value.isAbsent()) {
            return;
        }
        value.texts().distinct().forEach(text -> problem(setting, text)
                .ifPresent(problem ->
                        reporter.say(TemplateRule.SETTING_VALUE, endpoint, property, block + "." + problem)));
        Optional<EndpointSide> side = EndpointRules.sideOf(endpoint);
        if (side.isPresent() && !setting.sides().contains(side.get()) && Login.isGiven(endpoint, property)) {
            reporter.say(
                    TemplateRule.SETTING_SIDE,
                    endpoint,
                    property,
                    property + " is given, and the endpoint is a " + side.get().word());
        }
    }

    private static Optional<String> problem(EndpointSetting<?> setting, String text) {
        try {
            EndpointSettings.NONE.withText(setting, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
