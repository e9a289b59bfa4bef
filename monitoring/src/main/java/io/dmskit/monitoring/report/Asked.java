package io.dmskit.monitoring.report;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.mapping.Rule;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a migration file asks for, in words. Holds no secrets: sides are described by engine and database.
 *
 * @param migration the migration's name
 * @param type full-load, cdc or full-load-and-cdc
 * @param source where rows come from, such as {@code postgres BANKPROD}
 * @param target where they go
 * @param rules the mapping rules, one short phrase each
 * @param settings the task settings that differ from DMS's defaults
 * @param lagWarn target latency from which somebody should look
 * @param lagPage target latency that is not to be borne
 */
public record Asked(
        String migration,
        String type,
        String source,
        String target,
        List<String> rules,
        List<String> settings,
        Duration lagWarn,
        Duration lagPage) {
    /** Copies the lists. */
    public Asked {
        rules = List.copyOf(rules);
        settings = List.copyOf(settings);
    }

    /** Returns what a migration asks for; lag that it says nothing of is judged as {@link JudgeRules#DEFAULTS} do. */
    public static Asked of(Migration migration) {
        Duration page = migration.alarms().targetLatency().orElse(JudgeRules.DEFAULTS.lagPage());
        Duration warn = JudgeRules.DEFAULTS.lagWarn();
        return new Asked(
                migration.name(),
                migration.type().word(),
                side(migration.source()),
                side(migration.target()),
                migration.tableMappings().rules().stream().map(Rule::describe).toList(),
                settings(migration.taskSettings()),
                warn.compareTo(page) < 0 ? warn : page,
                page);
    }

    private static String side(EndpointDefinition endpoint) {
        return endpoint.engine() + " " + endpoint.database();
    }

    private static List<String> settings(TaskSettings settings) {
        return Stream.concat(
                        settings.differing().stream().map(setting -> setting + ": " + settings.get(setting)),
                        settings.carried().entrySet().stream()
                                .map(entry -> entry.getKey().substring(1).replace('/', '.') + ": " + entry.getValue()))
                .toList();
    }
}
