package io.dmskit.local.engine;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.TaskSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What an {@link Assessment} looks at.
 *
 * @param tables the selected tables and how they land; no views
 * @param target the tables that the target has already
 * @param settings the task's settings
 */
public record AssessmentEvidence(List<TablePlan> tables, Catalog target, TaskSettings settings) {
    /** Copies the list. */
    public AssessmentEvidence {
        tables = List.copyOf(tables);
    }

    /**
     * Asks both databases.
     *
     * @throws ReplicationException if a database does not answer, or mappings and source do not go together
     */
    public static AssessmentEvidence of(ReplicationSpec spec) throws ReplicationException {
        Catalog source = catalog(new PostgresDatabase("source", spec.source()));
        Catalog target = catalog(new PostgresDatabase("target", spec.target()));
        Optional<String> schema = RunSettings.of(spec.settings()).targetSchema();
        try {
            List<TablePlan> tables = MappingPlan.of(spec.mappings(), source, schema).tables().stream()
                    .filter(table -> table.source().kind() != Table.Kind.VIEW)
                    .toList();
            return new AssessmentEvidence(tables, target, spec.settings());
        } catch (InvalidMappingException e) {
            throw new ReplicationException(String.valueOf(e.getMessage()), false, e);
        }
    }

    private static Catalog catalog(PostgresDatabase database) throws ReplicationException {
        try (Connection connection = database.connect()) {
            return PostgresCatalog.read(connection);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** Returns the table that a planned one lands in, if the target has it already. */
    Optional<Table> landing(TablePlan plan) {
        return target.table(plan.target());
    }
}
