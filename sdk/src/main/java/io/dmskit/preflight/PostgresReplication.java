package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether a PostgreSQL server gives its changes to a task.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">PostgreSQL as a source</a>
 */
final class PostgresReplication {
    // The same page: 0, or at least 10 seconds; it advises less than 5 minutes.
    private static final long SHORTEST_SENDER_TIMEOUT_MILLIS = 10_000;

    /** Standbys can decode their log from this version on. */
    private static final int DECODING_STANDBY = 160_000;

    private static final String PRIVILEGE = """
            SELECT current_user,
                   (SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user)
                       OR EXISTS (SELECT FROM pg_roles
                                  WHERE rolname = 'rds_replication' AND pg_has_role(current_user, oid, 'member')),
                   EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_replication')""";

    private static final String ROOM = """
            SELECT current_setting('max_replication_slots')::int, (SELECT count(*) FROM pg_replication_slots),
                   current_setting('max_wal_senders')::int, (SELECT count(*) FROM pg_stat_replication)""";

    private static final String SENDER = """
            SELECT (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_sender_timeout'),
                   coalesce((SELECT setting::bigint FROM pg_settings WHERE name = 'max_slot_wal_keep_size'), -1)""";

    private final Session session;
    private final String subject;
    private final PreflightOptions options;
    private final Findings findings;

    PostgresReplication(Session session, String subject, PreflightOptions options, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.options = options;
        this.findings = findings;
    }

    /** Asks everything; {@code slotThere} tells that the task brings a slot of its own. */
    void check(boolean slotThere) {
        findings.look(subject, "wal_level", this::walLevel);
        findings.look(subject, "room for replication slots and WAL senders", () -> room(slotThere));
        findings.look(subject, "wal_sender_timeout and max_slot_wal_keep_size", this::sender);
        findings.look(subject, "the privilege to replicate", this::privilege);
        findings.look(subject, "whether it is a standby", this::standby);
    }

    private void walLevel() throws SQLException {
        String level = session.row("SELECT current_setting('wal_level')", row -> row.getString(1));
        if (!"logical".equals(level)) {
            findings.add(PreflightFinding.error(
                            Check.WAL_LEVEL,
                            subject,
                            "wal_level is " + level + ", and ongoing changes need logical",
                            "set wal_level = logical (rds.logical_replication = 1 on RDS) and restart the server")
                    .mendedBy("ALTER SYSTEM SET wal_level = logical;"));
        }
    }

    private void room(boolean slotThere) throws SQLException {
        List<Integer> room =
                session.row(ROOM, row -> List.of(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)));
        if (!slotThere) {
            room(Check.REPLICATION_SLOTS, "max_replication_slots", room.get(0), room.get(1));
        }
        room(Check.WAL_SENDERS, "max_wal_senders", room.get(2), room.get(3));
    }

    private void room(Check check, String setting, int most, int used) {
        int needed = options.tasks();
        if (most - used < needed) {
            findings.add(PreflightFinding.error(
                            check,
                            subject,
                            setting + " is " + most + " and " + used + " are used, but "
                                    + (needed == 1 ? "a task needs one" : needed + " tasks need " + needed),
                            "raise it to at least " + (used + needed) + " and restart the server, or free one")
                    .mendedBy("ALTER SYSTEM SET " + setting + " = " + (used + needed) + ";"));
        }
    }

    private void sender() throws SQLException {
        List<Long> limits = session.row(SENDER, row -> List.of(row.getLong(1), row.getLong(2)));
        long timeout = limits.get(0);
        if (timeout > 0 && timeout < SHORTEST_SENDER_TIMEOUT_MILLIS) {
            findings.add(PreflightFinding.warning(
                            Check.WAL_SENDER_TIMEOUT,
                            subject,
                            "wal_sender_timeout is " + timeout + " ms, so short that a busy task is cut off",
                            "set it to 0 or at least 10s")
                    .mendedBy("ALTER SYSTEM SET wal_sender_timeout = '60s';\nSELECT pg_reload_conf();"));
        }
        long keptMb = limits.get(1);
        if (keptMb >= 0) {
            findings.add(PreflightFinding.warning(
                            Check.SLOT_LIMIT,
                            subject,
                            "max_slot_wal_keep_size is " + keptMb + " MB: a task that falls further behind, or stands"
                                    + " still while as much is written, loses its slot and must load everything again",
                            "set it to -1 while the migration runs, and watch the disk instead")
                    .mendedBy("ALTER SYSTEM SET max_slot_wal_keep_size = -1;\nSELECT pg_reload_conf();"));
        }
    }

    private record User(String name, boolean mayReplicate, boolean onRds) {
        static User of(ResultSet row) throws SQLException {
            return new User(row.getString(1), row.getBoolean(2), row.getBoolean(3));
        }
    }

    private void privilege() throws SQLException {
        User user = session.row(PRIVILEGE, User::of);
        if (!user.mayReplicate()) {
            String quoted = PostgresSql.quote(user.name());
            findings.add(PreflightFinding.error(
                            Check.REPLICATION_PRIVILEGE,
                            subject,
                            "user " + user.name() + " may not replicate",
                            user.onRds()
                                    ? "grant it rds_replication"
                                    : "give it the attribute REPLICATION, as a superuser")
                    .mendedBy(
                            user.onRds()
                                    ? "GRANT rds_replication TO " + quoted + ";"
                                    : "ALTER ROLE " + quoted + " REPLICATION;"));
        }
    }

    private void standby() throws SQLException {
        boolean standby = session.row("SELECT pg_is_in_recovery()", row -> row.getBoolean(1));
        if (!standby) {
            return;
        }
        int version = session.row("SELECT current_setting('server_version_num')::int", row -> row.getInt(1));
        findings.add(
                version < DECODING_STANDBY
                        ? PreflightFinding.error(
                                Check.STANDBY_SOURCE,
                                subject,
                                "it is a standby, and standbys give no logical changes before PostgreSQL 16",
                                "make the primary the source")
                        : PreflightFinding.warning(
                                Check.STANDBY_SOURCE,
                                subject,
                                "it is a standby: its slots wait for the primary, and go when it conflicts",
                                "make the primary the source where you can, and set hot_standby_feedback = on"));
    }
}
