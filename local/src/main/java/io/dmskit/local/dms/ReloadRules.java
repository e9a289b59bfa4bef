package io.dmskit.local.dms;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.ValidationSettings;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/**
 * Which tables of a job may be reloaded or validated again: at most ten of those it replicates, each named once, while it runs.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReloadTables.html">ReloadTables</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReloadReplicationTables.html">ReloadReplicationTables</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html">Reloading tables</a>
 */
final class ReloadRules {
    private static final int MOST = 10;

    private ReloadRules() {}

    /**
     * Has tables of a running job loaded or validated again.
     *
     * @param job whose run is to do it; that it is running is for the caller to see to
     * @param option what is to be done with the tables; data-reload unless it is given
     * @param given the tables, by their names on the source
     * @throws io.dmskit.local.wire.Fault if the migration type, the settings or the tables do not allow it
     */
    static void ask(Job job, @Nullable String option, List<TableToReload> given, Instant now) {
        boolean load = option(option) == ReloadOptionValue.DATA_RELOAD;
        if (load) {
            requireFullLoad(job);
        } else {
            requireValidation(job);
        }
        List<TableName> tables = named(given);
        requireKnown(job, tables);
        if (!(load
                ? job.requests.reload(tables, job.statistics, now)
                : job.requests.validate(tables, job.statistics))) {
            throw Faults.invalidState(
                    "tables of " + job.described() + " cannot be reloaded: it has done all it had to do");
        }
    }

    private static ReloadOptionValue option(@Nullable String word) {
        if (word == null) {
            return ReloadOptionValue.DATA_RELOAD;
        }
        List<String> words = ReloadOptionValue.knownValues().stream()
                .map(Object::toString)
                .sorted()
                .toList();
        return ReloadOptionValue.fromValue(Faults.oneOf("ReloadOption", word, words));
    }

    private static void requireFullLoad(Job job) {
        if (job.definition().type() == MigrationType.CDC) {
            throw Faults.invalidState("tables of " + job.described()
                    + " cannot be reloaded: its migration type is cdc, so there is no full load to repeat");
        }
        if (job.definition().settings().get(ValidationSettings.VALIDATION_ONLY)) {
            throw Faults.invalidState("tables of " + job.described()
                    + " cannot be reloaded: it only validates (ValidationSettings.ValidationOnly), so there is no full"
                    + " load to repeat; use ReloadOption validate-only");
        }
    }

    private static void requireValidation(Job job) {
        if (!job.definition().settings().get(ValidationSettings.ENABLE_VALIDATION)) {
            throw Faults.invalidState("tables of " + job.described()
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

    private static void requireKnown(Job job, List<TableName> tables) {
        Set<TableName> known =
                job.statistics.tables().stream().map(TableStatistics::table).collect(Collectors.toSet());
        tables.stream().filter(table -> !known.contains(table)).findFirst().ifPresent(table -> {
            throw Faults.invalidValue("the parameter TablesToReload names table " + table + ", which " + job.described()
                    + " does not replicate");
        });
    }
}
