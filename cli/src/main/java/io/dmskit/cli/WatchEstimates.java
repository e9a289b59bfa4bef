package io.dmskit.cli;

import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.TableName;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.Databases;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.settings.TargetMetadata;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How many rows the tables of a load are expected to bring, which DMS does not say. */
final class WatchEstimates {
    @Option(
            names = "--estimate-rows",
            description =
                    "Ask each source once how many rows its tables have, by its own statistics, for the time left and for"
                            + " bars; PostgreSQL, for migration files.")
    private boolean wanted;

    /** Returns the rows of each table by the task's identifier; of a source that cannot be asked, it is said and there are none. */
    Map<String, Map<TableName, Long>> read(Aws aws, List<Migration> migrations, Console console) {
        Map<String, Map<TableName, Long>> rows = new HashMap<>();
        if (wanted) {
            Databases databases = new Databases(aws.secrets(), aws.isLocal());
            for (Migration migration : migrations) {
                try (Connection source = databases.of(migration.source()).connect()) {
                    rows.put(WatchSelection.identifier(migration), rows(migration, source));
                } catch (SQLException | IllegalArgumentException e) {
                    console.err().println("rows of " + migration.name() + " are not estimated: " + Failures.reason(e));
                }
            }
        }
        return rows;
    }

    private static Map<TableName, Long> rows(Migration migration, Connection source) throws SQLException {
        MappingPlan plan = MappingPlan.of(
                migration.tableMappings(),
                PostgresCatalog.read(source),
                Optional.of(migration.taskSettings().get(TargetMetadata.TARGET_SCHEMA))
                        .filter(schema -> !schema.isEmpty()));
        return plan.tables().stream()
                .filter(table -> table.source().estimatedRows() > 0)
                .collect(Collectors.toMap(
                        table -> table.source().name(), table -> table.source().estimatedRows()));
    }
}
