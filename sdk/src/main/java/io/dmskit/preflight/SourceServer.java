package io.dmskit.preflight;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a PostgreSQL source must be ready for. */
final class SourceServer {
    private static final String REPLICATION = """
            SELECT current_setting('wal_level'),
                   current_setting('max_replication_slots')::int,
                   (SELECT count(*) FROM pg_replication_slots),
                   current_setting('max_wal_senders')::int,
                   (SELECT count(*) FROM pg_stat_replication),
                   (SELECT setting::int FROM pg_settings WHERE name = 'wal_sender_timeout'),
                   current_user,
                   (SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user)
                       OR EXISTS (SELECT FROM pg_roles
                                  WHERE rolname = 'rds_replication' AND pg_has_role(current_user, oid, 'member'))""";

    private static final String TABLE = """
            SELECT current_user,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                   c.relreplident
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html: 0, or at least 10 seconds.
    private static final int SHORTEST_SENDER_TIMEOUT_MILLIS = 10_000;

    private final Connection connection;
    private final String subject;
    private final Findings findings;

    SourceServer(Connection connection, String subject, Findings findings) {
        this.connection = connection;
        this.subject = subject;
        this.findings = findings;
    }

    void checkReplication() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(REPLICATION)) {
            row.next();
            walLevel(row.getString(1));
            room("max_replication_slots", row.getInt(2), row.getInt(3));
            room("max_wal_senders", row.getInt(4), row.getInt(5));
            senderTimeout(row.getInt(6));
            if (!row.getBoolean(8)) {
                findings.error(
                        subject,
                        "user " + row.getString(7) + " may not replicate: ALTER ROLE "
                                + PostgresSql.quote(row.getString(7))
                                + " REPLICATION, or GRANT rds_replication on RDS");
            }
        }
    }

    void checkTables(MappingPlan plan, boolean replicates) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            for (TablePlan table : plan.tables()) {
                statement.setString(1, table.source().name().schema());
                statement.setString(2, table.source().name().table());
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        table(table, row, replicates);
                    }
                }
            }
        }
    }

    private void walLevel(String level) {
        if (!"logical".equals(level)) {
            findings.error(
                    subject,
                    "wal_level is " + level + ", and ongoing changes need logical: set wal_level = logical"
                            + " (rds.logical_replication = 1 on RDS) and restart the server");
        }
    }

    private void room(String setting, int most, int used) {
        if (used >= most) {
            findings.error(
                    subject,
                    setting + " is " + most + " and " + used
                            + " are used, but a task needs one: raise it and restart the" + " server, or free one");
        }
    }

    private void senderTimeout(int millis) {
        if (millis > 0 && millis < SHORTEST_SENDER_TIMEOUT_MILLIS) {
            findings.warning(
                    subject,
                    "wal_sender_timeout is " + millis
                            + " ms, so short that a busy task is cut off: set it to 0 or at least" + " 10s");
        }
    }

    private void table(TablePlan plan, ResultSet row, boolean replicates) throws SQLException {
        Table table = plan.source();
        String name = "table " + table.name();
        if (!row.getBoolean(2)) {
            findings.error(
                    name,
                    "user " + row.getString(1) + " may not read it: GRANT USAGE on its schema and SELECT on the table");
        }
        if (replicates && table.kind() == Table.Kind.VIEW) {
            findings.error(name, "is a view, which has no changes of its own: use a full-load task for it");
        } else if (replicates) {
            identity(name, plan, row.getString(3));
        }
    }

    /** Without a replica identity PostgreSQL refuses updates and deletes of a published table, on the source. */
    private void identity(String name, TablePlan plan, String replicaIdentity) {
        Table table = plan.source();
        boolean none = replicaIdentity.equals("n")
                || (replicaIdentity.equals("d") && table.primaryKey().isEmpty());
        if (none) {
            findings.error(
                    name,
                    "has no key that changes could be matched by: add a primary key, or ALTER TABLE "
                            + PostgresSql.quote(table.name()) + " REPLICA IDENTITY " + identityFor(table));
        } else if (plan.key().isEmpty()) {
            findings.warning(
                    name,
                    "has no key on the target: each update and delete has to look at every row there; keep the source's key"
                            + " columns or add a define-primary-key rule");
        }
    }

    private static String identityFor(Table table) {
        return table.uniqueKeys().stream()
                .findFirst()
                .map(Key::name)
                .map(index -> "USING INDEX " + PostgresSql.quote(index))
                .orElse("FULL");
    }
}
