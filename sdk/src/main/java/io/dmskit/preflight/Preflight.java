package io.dmskit.preflight;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import io.dmskit.settings.TargetMetadata;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Checks both databases of a migration before anything runs. Reads only; finds everything at once instead of stopping at the first
 * problem. PostgreSQL is looked into; of another engine it says that it was not.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">PostgreSQL as a source</a>
 */
public final class Preflight {
    private final Migration migration;
    private final Findings findings = new Findings();

    private Preflight(Migration migration) {
        this.migration = migration;
    }

    /**
     * Checks a migration.
     *
     * @param migration what is to run
     * @param source opens the database rows come from
     * @param target opens the database rows go to
     * @return what would make the run fail or lose something; empty if nothing was found
     */
    public static List<PreflightFinding> check(
            Migration migration, ConnectionSupplier source, ConnectionSupplier target) {
        Preflight preflight = new Preflight(migration);
        Optional<MappingPlan> plan = preflight.checkSource(source);
        preflight.checkTarget(target, plan);
        return preflight.findings.list();
    }

    private Optional<MappingPlan> checkSource(ConnectionSupplier source) {
        String subject = "source " + migration.source().describe();
        if (notPostgres(subject, migration.source())) {
            return Optional.empty();
        }
        try (Connection connection = source.connect()) {
            SourceServer server = new SourceServer(connection, subject, findings);
            if (migration.type().replicates()) {
                server.checkReplication();
            }
            Optional<MappingPlan> plan = plan(PostgresCatalog.read(connection));
            if (plan.isPresent()) {
                plan.get().tables().forEach(this::userTypes);
                server.checkTables(plan.get(), migration.type().replicates());
            }
            return plan;
        } catch (SQLException e) {
            unreachable(subject, e);
            return Optional.empty();
        }
    }

    private void checkTarget(ConnectionSupplier target, Optional<MappingPlan> plan) {
        String subject = "target " + migration.target().describe();
        if (notPostgres(subject, migration.target())) {
            return;
        }
        try (Connection connection = target.connect()) {
            if (plan.isPresent()) {
                new TargetServer(connection, subject, findings).check(plan.get(), migration);
            }
        } catch (SQLException e) {
            unreachable(subject, e);
        }
    }

    private Optional<MappingPlan> plan(Catalog catalog) {
        try {
            MappingPlan plan = MappingPlan.of(migration.tableMappings(), catalog, targetSchema());
            if (plan.tables().isEmpty()) {
                findings.error("table mappings", "no table is selected: " + whatThereIs(catalog));
            }
            return Optional.of(plan);
        } catch (InvalidMappingException e) {
            e.problems().forEach(problem -> findings.error("table mappings", problem));
            return Optional.empty();
        }
    }

    private void userTypes(TablePlan table) {
        for (ColumnPlan column : table.columns()) {
            if (column.isCopy()
                    && column.origin() instanceof ColumnPlan.Copied copied
                    && copied.column().kind() == Column.Kind.USER_DEFINED) {
                findings.warning(
                        "table " + table.source().name(),
                        "column " + copied.column().name() + " is of the user's own type "
                                + copied.column().type()
                                + ": its values travel as text; create the type and the table on the target beforehand"
                                + " to keep it");
            }
        }
    }

    private Optional<String> targetSchema() {
        return Optional.of(migration.taskSettings().get(TargetMetadata.TARGET_SCHEMA))
                .filter(schema -> !schema.isEmpty());
    }

    private static String whatThereIs(Catalog catalog) {
        if (catalog.tables().isEmpty()) {
            return "the source has no tables; check the name of the database";
        }
        return "the source has " + catalog.tables().size() + " tables, such as "
                + catalog.tables().get(0).name() + "; names are compared case by case";
    }

    private boolean notPostgres(String subject, EndpointDefinition side) {
        if (!side.engine().isPostgres()) {
            findings.info(subject, "engine " + side.engine() + " is not looked into: run DMS's own assessment");
        }
        return !side.engine().isPostgres();
    }

    private void unreachable(String subject, SQLException e) {
        findings.error(subject, "cannot be read: " + e.getMessage());
    }
}
