package io.dmskit.preflight;

import io.dmskit.catalog.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a MySQL or MariaDB server gives its changes to a task.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html">MySQL as a source</a>
 */
final class MysqlServer {
    private static final String RESTART = "; on RDS and Aurora in the parameter group, with automated backups on";

    private static final long DAY_SECONDS = 24 * 3600;

    private static final String PRIVILEGES =
            "SELECT privilege_type FROM information_schema.user_privileges WHERE replace(grantee, '''', '') ="
                    + " current_user()";

    /** MariaDB has new names for it from 10.5 on. */
    private static final Set<String> CLIENT = Set.of("REPLICATION CLIENT", "BINLOG MONITOR", "SUPER");

    private static final Set<String> REPLICA = Set.of("REPLICATION SLAVE", "REPLICATION REPLICA");

    private final Session session;
    private final String subject;
    private final Findings findings;
    private final Map<String, String> variables = new HashMap<>();

    MysqlServer(Session session, String subject, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.findings = findings;
    }

    void check() {
        findings.look(subject, "binary log settings", () -> {
            session.rows("SHOW GLOBAL VARIABLES", row -> variables.put(row.getString(1), row.getString(2)));
            binaryLog();
            retention();
        });
        findings.look(subject, "privileges to replicate", this::privileges);
    }

    private String variable(String name) {
        return variables.getOrDefault(name, "").toUpperCase(Locale.ROOT);
    }

    private void binaryLog() {
        if (!variable("log_bin").equals("ON")) {
            findings.add(PreflightFinding.error(
                    Check.BINARY_LOG,
                    subject,
                    "log_bin is off: there is no log of changes",
                    "start the server with log-bin" + RESTART));
            return;
        }
        must(Check.BINLOG_FORMAT, "binlog_format", "ROW", "rows are not in the log");
        must(Check.BINLOG_ROW_IMAGE, "binlog_row_image", "FULL", "columns are missing in the log");
        if (variable("server_id").equals("0")) {
            findings.add(PreflightFinding.error(
                            Check.SERVER_ID, subject, "server_id is 0: nobody may replicate from it", "give it one")
                    .mendedBy("SET GLOBAL server_id = 1;"));
        }
        if (!variable("binlog_checksum").equals("NONE")) {
            findings.add(PreflightFinding.warning(
                            Check.BINLOG_CHECKSUM,
                            subject,
                            "binlog_checksum is " + variable("binlog_checksum") + ", and DMS's guide asks for NONE",
                            "set it" + RESTART)
                    .mendedBy("SET GLOBAL binlog_checksum = 'NONE';"));
        }
        // MySQL has new names for it from 8.0.26 on, and 8.4 no others.
        if (variable("log_replica_updates").equals("OFF")) {
            findings.look(subject, "whether it is a replica", () -> replica("SHOW REPLICA STATUS"));
        } else if (variable("log_slave_updates").equals("OFF")) {
            findings.look(subject, "whether it is a replica", () -> replica("SHOW SLAVE STATUS"));
        }
    }

    private void replica(String status) throws SQLException {
        if (!session.rows(status, row -> row.getString(1)).isEmpty()) {
            findings.add(PreflightFinding.warning(
                    Check.REPLICA_LOG,
                    subject,
                    "it is a replica and log_slave_updates is off: what it receives is not in its own log",
                    "make the primary the source, or start the replica with log_slave_updates" + RESTART));
        }
    }

    private void must(Check check, String name, String value, String otherwise) {
        if (!variable(name).equals(value)) {
            findings.add(PreflightFinding.error(
                            check,
                            subject,
                            name + " is " + variable(name) + ", and must be " + value + ": " + otherwise,
                            "set it, and let every writer connect anew: sessions keep the old value")
                    .mendedBy("SET GLOBAL " + name + " = '" + value + "';"));
        }
    }

    private void retention() {
        long seconds = Math.max(
                (long) number("binlog_expire_logs_seconds"), (long) (number("expire_logs_days") * DAY_SECONDS));
        if (seconds == 0) {
            findings.add(PreflightFinding.warning(
                    Check.BINLOG_RETENTION,
                    subject,
                    "binary logs are kept for ever (expire_logs_days 0): the disk fills. On RDS the same 0 means that a"
                            + " log goes as soon as possible",
                    "set a day or more; on RDS CALL mysql.rds_set_configuration('binlog retention hours', 24)"));
        } else if (seconds < DAY_SECONDS) {
            findings.add(PreflightFinding.warning(
                            Check.BINLOG_RETENTION,
                            subject,
                            "binary logs are kept for " + seconds
                                    + " s: a task that stands still for longer loses its place",
                            "keep them for a day at least")
                    .mendedBy(
                            variables.containsKey("binlog_expire_logs_seconds")
                                    ? "SET GLOBAL binlog_expire_logs_seconds = " + DAY_SECONDS + ";"
                                    : "SET GLOBAL expire_logs_days = 1;"));
        }
    }

    private double number(String name) {
        String text = variables.getOrDefault(name, "");
        return text.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(text) : 0;
    }

    private void privileges() throws SQLException {
        List<String> has = session.rows(PRIVILEGES, row -> row.getString(1));
        List<String> missing = new ArrayList<>();
        if (has.stream().noneMatch(CLIENT::contains)) {
            missing.add("REPLICATION CLIENT");
        }
        if (has.stream().noneMatch(REPLICA::contains)) {
            missing.add("REPLICATION SLAVE");
        }
        if (!missing.isEmpty()) {
            String user = session.row("SELECT current_user()", row -> row.getString(1));
            int at = user.lastIndexOf('@');
            findings.add(PreflightFinding.error(
                            Check.MYSQL_PRIVILEGES,
                            subject,
                            "user " + user + " lacks " + String.join(", ", missing),
                            "grant it, to the user itself; a role does not count here")
                    .mendedBy("GRANT " + String.join(", ", missing) + " ON *.* TO " + quoted(user.substring(0, at))
                            + "@" + quoted(user.substring(at + 1)) + ";"));
        }
    }

    private static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
