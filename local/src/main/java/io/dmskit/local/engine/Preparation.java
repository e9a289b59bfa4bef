package io.dmskit.local.engine;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.local.engine.capture.ReplicaIdentities;
import io.dmskit.local.engine.capture.SourceLog;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Checks what a run needs before it starts, and says everything that is missing at once. */
final class Preparation {
    private static final String FREE_SLOTS =
            "SELECT current_setting('max_replication_slots')::int - count(*)" + " FROM pg_replication_slots";

    private static final String FREE_SENDERS =
            "SELECT current_setting('max_wal_senders')::int - count(*) FROM pg_stat_replication";

    private static final String MAY_REPLICATE = """
            SELECT count(*) FROM pg_roles r WHERE r.rolname = current_user AND (r.rolreplication OR r.rolsuper
                OR EXISTS (SELECT 1 FROM pg_roles g WHERE g.rolname = 'rds_replication'
                           AND pg_has_role(current_user, g.oid, 'member')))""";

    private final ReplicationSpec spec;
    private final RunSettings settings;
    private final PostgresDatabase source;
    private final PostgresDatabase target;
    private final List<String> problems = new ArrayList<>();

    Preparation(ReplicationSpec spec) {
        this.spec = spec;
        this.settings = RunSettings.of(spec.settings());
        this.source = new PostgresDatabase("source", spec.source());
        this.target = new PostgresDatabase("target", spec.target());
    }

    /** Returns what will be done to which table. */
    MappingPlan check() throws ReplicationException {
        requirePostgres(spec.source());
        requirePostgres(spec.target());
        requireLoadToValidateOnly();
        try (Connection from = source.connect();
                Connection to = target.connect()) {
            MappingPlan plan = plan(from);
            checkSelection(plan);
            if (spec.type().replicates()) {
                checkLog(from);
                problems.addAll(ReplicaIdentities.missing(from, plan.tables()));
            }
            to.isValid(5);
            fail();
            return plan;
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private static void requirePostgres(DatabaseAddress address) throws ReplicationException {
        if (!address.engine().isPostgres()) {
            throw new ReplicationException("dmskit-local cannot run engine " + address.engine()
                    + " yet: use postgres or aurora-postgresql for both endpoints of a rehearsal");
        }
    }

    /** Such a task does not apply the changes itself, so there is nothing here by which to tell a row that is under way. */
    private void requireLoadToValidateOnly() throws ReplicationException {
        if (settings.validation().only() && spec.type() != MigrationType.FULL_LOAD) {
            throw new ReplicationException(
                    "dmskit-local carries out ValidationOnly in full-load tasks only, and this is a "
                            + spec.type().word()
                            + " task: use a full-load task, or EnableValidation in the task that replicates");
        }
    }

    private MappingPlan plan(Connection from) throws SQLException, ReplicationException {
        Catalog catalog = PostgresCatalog.read(from);
        try {
            return MappingPlan.of(spec.mappings(), catalog, settings.targetSchema());
        } catch (InvalidMappingException e) {
            throw new ReplicationException(String.valueOf(e.getMessage()), false, e);
        }
    }

    private void checkSelection(MappingPlan plan) {
        if (plan.tables().isEmpty() && settings.failWithoutTables()) {
            problems.add("no table of " + source.role() + " " + source.address()
                    + " is selected: correct the selection rules (names are case-sensitive) or set"
                    + " ErrorBehavior.FailOnNoTablesCaptured to false");
        }
        boolean sameDatabase = spec.source().jdbcUrl().equals(spec.target().jdbcUrl());
        for (TablePlan table : plan.tables()) {
            if (sameDatabase && table.source().name().equals(table.target())) {
                problems.add("table " + table.target()
                        + " would be copied onto itself: rename it, its schema, or use another target database");
            }
            if (table.columns().isEmpty()) {
                problems.add("table " + table.source().name() + " has no column left: keep at least one or exclude it");
            }
        }
    }

    private void checkLog(Connection from) throws SQLException {
        String where = source.role() + " " + source.address();
        if (!"logical".equals(text(from, "SHOW wal_level"))) {
            problems.add(where + " has wal_level = " + text(from, "SHOW wal_level")
                    + ", but changes can be read only with logical: run ALTER SYSTEM SET wal_level = 'logical' and restart"
                    + " the server (on RDS set rds.logical_replication to 1)");
            return;
        }
        boolean slotIsThere =
                new SourceLog(source, spec.resourceId()).confirmed(from).isPresent();
        if (!slotIsThere && number(from, FREE_SLOTS) <= 0) {
            problems.add(where + " has no replication slot free (max_replication_slots = "
                    + text(from, "SHOW max_replication_slots") + "): drop one that is not used or raise the limit");
        }
        if (number(from, FREE_SENDERS) <= 0) {
            problems.add(where + " has no WAL sender free (max_wal_senders = " + text(from, "SHOW max_wal_senders")
                    + "): end a replication that is not needed or raise the limit");
        }
        if (number(from, MAY_REPLICATE) == 0) {
            problems.add("user " + spec.source().user() + " of " + where
                    + " may not replicate: run ALTER ROLE ... REPLICATION, or grant rds_replication on RDS");
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private void fail() throws ReplicationException {
        if (problems.size() == 1) {
            throw new ReplicationException(problems.get(0));
        }
        if (!problems.isEmpty()) {
            throw new ReplicationException(
                    "the task cannot start for " + problems.size() + " reasons:\n  " + String.join("\n  ", problems));
        }
    }
}
