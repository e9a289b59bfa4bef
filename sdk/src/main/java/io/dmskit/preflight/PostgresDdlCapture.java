package io.dmskit.preflight;

import io.dmskit.catalog.Session;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.PostgreSQLSettings;
import java.sql.SQLException;

/**
 * Whether DMS may make what it captures DDL with: a table, a function and an event trigger, which only superusers make.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html#CHAP_Source.PostgreSQL.Prerequisites">Prerequisites</a>
 */
final class PostgresDdlCapture {
    private static final String MAY = """
            SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                OR EXISTS (SELECT FROM pg_roles
                           WHERE rolname = 'rds_superuser' AND pg_has_role(current_user, oid, 'member'))
                OR EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'awsdms_intercept_ddl')""";

    private final Session session;
    private final String subject;
    private final Findings findings;

    PostgresDdlCapture(Session session, String subject, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.findings = findings;
    }

    void check(EndpointDefinition source) {
        boolean captures =
                source.settings().get(PostgreSQLSettings.CAPTURE_DDLS).orElse(true);
        if (captures) {
            String schema = source.settings()
                    .get(PostgreSQLSettings.DDL_ARTIFACTS_SCHEMA)
                    .orElse("public");
            findings.look(subject, "what DDL is captured with", () -> ask(schema));
        }
    }

    private void ask(String schema) throws SQLException {
        if (!session.row(MAY, row -> row.getBoolean(1))) {
            findings.add(PreflightFinding.warning(
                    Check.DDL_CAPTURE,
                    subject,
                    "CaptureDdls is on, and the user is no superuser: it may not create the event trigger"
                            + " awsdms_intercept_ddl, with its table and function in schema " + schema,
                    "set CaptureDdls to false in the source's settings and change both sides by hand, or let a superuser"
                            + " create the three beforehand"));
        }
    }
}
