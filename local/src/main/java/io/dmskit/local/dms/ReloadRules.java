package io.dmskit.local.dms;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.ValidationSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesRequest;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/**
 * Which tables of a task may be reloaded or validated again: at most ten of those it replicates, each named once, while it runs.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReloadTables.html">ReloadTables</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html">Reloading tables</a>
 */
final class ReloadRules {
    private static final int MOST = 10;

    private ReloadRules() {}

    /**
     * Returns the tables to reload, by their names on the source.
     *
     * @throws io.dmskit.local.wire.Fault if the state, the migration type, the settings or the tables do not allow it
     */
    static List<TableName> check(Task task, ReloadTablesRequest request) {
        TaskOperation.RELOAD_TABLES.checked(task);
        if (option(request) == ReloadOptionValue.VALIDATE_ONLY) {
            requireValidation(task);
        } else if (task.definition().type() == MigrationType.CDC) {
            throw Faults.invalidState("tables of replication task " + task.arn
                    + " cannot be reloaded: its migration type" + " is cdc, so there is no full load to repeat");
        }
        List<TableName> tables = named(request.tablesToReload());
        requireKnown(task, tables);
        return tables;
    }

    /** Returns what is to be done with the tables; data-reload unless the request says otherwise. */
    static ReloadOptionValue option(ReloadTablesRequest request) {
        if (request.reloadOptionAsString() == null) {
            return ReloadOptionValue.DATA_RELOAD;
        }
        List<String> words = ReloadOptionValue.knownValues().stream()
                .map(Object::toString)
                .sorted()
                .toList();
        return ReloadOptionValue.fromValue(Faults.oneOf("ReloadOption", request.reloadOptionAsString(), words));
    }

    private static void requireValidation(Task task) {
        if (!task.definition().settings().get(ValidationSettings.ENABLE_VALIDATION)) {
            throw Faults.invalidState("tables of replication task " + task.arn
                    + " cannot be validated again: validation is not enabled; set ValidationSettings.EnableValidation");
        }
    }

    private static List<TableName> named(List<TableToReload> given) {
        if (given.isEmpty() || given.size() > MOST) {
            throw Faults.invalidValue("the parameter TablesToReload has " + given.size() + " tables; allowed are 1 to "
                    + MOST + " in one call");
        }
        Set<TableName> tables = new LinkedHashSet<>();
        for (TableToReload table : given) {
            TableName name = new TableName(
                    Faults.required("TablesToReload.SchemaName", table.schemaName()),
                    Faults.required("TablesToReload.TableName", table.tableName()));
            if (!tables.add(name)) {
                throw Faults.invalidValue("the parameter TablesToReload names table " + name + " twice");
            }
        }
        return List.copyOf(tables);
    }

    private static void requireKnown(Task task, List<TableName> tables) {
        Set<TableName> known =
                task.statistics.tables().stream().map(TableStatistics::table).collect(Collectors.toSet());
        tables.stream().filter(table -> !known.contains(table)).findFirst().ifPresent(table -> {
            throw Faults.invalidValue("the parameter TablesToReload names table " + table + ", which replication task "
                    + task.arn + " does not replicate");
        });
    }
}
