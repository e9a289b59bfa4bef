package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** What a new slot waits for: PostgreSQL makes one only when every transaction that writes, of any database, has ended. */
final class PostgresTransactions {
    private static final String OPEN = """
            SELECT pid, coalesce(usename, '?'), coalesce(application_name, ''), coalesce(state, '?'),
                   extract(epoch FROM now() - xact_start)::bigint
            FROM pg_stat_activity
            WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
              AND xact_start < now() - make_interval(secs => ?)
            ORDER BY xact_start""";

    private static final String PREPARED = """
            SELECT gid, owner, database, extract(epoch FROM now() - prepared)::bigint
            FROM pg_prepared_xacts ORDER BY prepared""";

    private final Session session;
    private final String subject;
    private final Findings findings;

    PostgresTransactions(Session session, String subject, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.findings = findings;
    }

    void check(Duration longTransaction) {
        findings.look(subject, "open transactions", () -> session.rows(
                        OPEN, this::open, (double) longTransaction.toMillis() / 1000)
                .forEach(findings::add));
        findings.look(subject, "prepared transactions", () -> session.rows(PREPARED, this::prepared)
                .forEach(findings::add));
    }

    private PreflightFinding open(ResultSet row) throws SQLException {
        int pid = row.getInt(1);
        String application = row.getString(3);
        return PreflightFinding.warning(
                        Check.OPEN_TRANSACTION,
                        subject,
                        "process " + pid + " of user " + row.getString(2)
                                + (application.isEmpty() ? "" : " (" + application + ")")
                                + " has a transaction open for " + row.getLong(5) + " s, state " + row.getString(4)
                                + ": no replication slot can be created before it ends",
                        "let it end; ending it by force rolls back its work")
                .mendedBy("SELECT pg_terminate_backend(" + pid + ");");
    }

    private PreflightFinding prepared(ResultSet row) throws SQLException {
        String gid = row.getString(1);
        return PreflightFinding.warning(
                        Check.PREPARED_TRANSACTION,
                        subject,
                        "transaction " + gid + " of user " + row.getString(2) + " in database " + row.getString(3)
                                + " was prepared " + row.getLong(4)
                                + " s ago: no replication slot can be created before it is committed or rolled back",
                        "let its coordinator decide; COMMIT PREPARED keeps its work, ROLLBACK PREPARED does not")
                .mendedBy("COMMIT PREPARED " + PostgresSql.literal(gid) + ";");
    }
}
