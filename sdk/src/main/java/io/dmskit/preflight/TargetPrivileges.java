package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the user may create, empty and write what rows go to. */
final class TargetPrivileges {
    /** A schema that is not there yields no row; the right to create one is asked of the database then. */
    private static final String MAY_CREATE = """
            SELECT current_user, current_database(),
                   coalesce((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = ?),
                            has_database_privilege(current_database(), 'CREATE')),
                   EXISTS (SELECT FROM pg_namespace WHERE nspname = ?)""";

    private static final String MAY_WRITE = """
            SELECT n.nspname, c.relname, current_user,
                   has_table_privilege(c.oid, 'INSERT'), has_table_privilege(c.oid, 'UPDATE'),
                   has_table_privilege(c.oid, 'DELETE'), has_table_privilege(c.oid, 'TRUNCATE'),
                   has_table_privilege(c.oid, 'SELECT'), pg_has_role(c.relowner, 'USAGE'),
                   has_schema_privilege(n.oid, 'USAGE')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
            ORDER BY 1, 2""";

    /** From PostgreSQL 15 on the parameter can be granted; before, superusers alone may set it. */
    private static final String MAY_SET_ROLE = """
            SELECT current_user, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                OR EXISTS (SELECT FROM pg_roles
                           WHERE rolname = 'rds_superuser' AND pg_has_role(current_user, oid, 'member'))""";

    private static final String MAY_SET_PARAMETER = "SELECT has_parameter_privilege('session_replication_role', 'SET')";

    private final Session session;
    private final String subject;
    private final TargetTables tables;
    private final Findings findings;

    TargetPrivileges(Session session, String subject, TargetTables tables, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.tables = tables;
        this.findings = findings;
    }

    void check() throws SQLException {
        List<String> schemas = tables.names().stream()
                .filter(table -> tables.drops() || tables.there(table).isEmpty())
                .map(TableName::schema)
                .distinct()
                .toList();
        for (String schema : schemas) {
            mayCreate(schema);
        }
        List<TableName> names = tables.names();
        session.rows(MAY_WRITE, this::lacking, tables.schemas()).stream()
                .filter(lacking ->
                        names.contains(lacking.table()) && !lacking.privileges().isEmpty())
                .forEach(this::mayNotWrite);
        if (setsReplicationRole(tables)) {
            maySetReplicationRole();
        }
    }

    /** Whether foreign keys and triggers are silenced for what DMS writes. */
    static boolean setsReplicationRole(TargetTables tables) {
        return tables.migration()
                .target()
                .settings()
                .get(PostgreSQLSettings.AFTER_CONNECT_SCRIPT)
                .filter(script -> script.toLowerCase(Locale.ROOT).contains("session_replication_role"))
                .isPresent();
    }

    private void mayCreate(String schema) throws SQLException {
        session.rows(
                        MAY_CREATE,
                        row -> row.getBoolean(3)
                                ? List.<PreflightFinding>of()
                                : List.of(mayNotCreate(row.getString(1), row.getString(2), schema, row.getBoolean(4))),
                        schema,
                        schema)
                .forEach(found -> found.forEach(findings::add));
    }

    private PreflightFinding mayNotCreate(String user, String database, String schema, boolean there) {
        String on = there ? "SCHEMA " + PostgresSql.quote(schema) : "DATABASE " + PostgresSql.quote(database);
        return PreflightFinding.error(
                        Check.CREATE_PRIVILEGE,
                        subject,
                        "user " + user + " may not create tables in schema " + schema
                                + (there ? "" : ", which is not there"),
                        there ? "grant CREATE on the schema" : "create the schema, or grant CREATE on the database")
                .mendedBy("GRANT CREATE ON " + on + " TO " + PostgresSql.quote(user) + ";");
    }

    private record Lacking(TableName table, String user, List<String> privileges, boolean schemaUsable) {}

    private Lacking lacking(ResultSet row) throws SQLException {
        boolean replicates = tables.migration().type().replicates();
        List<String> missing = new ArrayList<>();
        require(missing, "INSERT", row.getBoolean(4));
        require(missing, "UPDATE", row.getBoolean(5) || !replicates);
        require(missing, "DELETE", row.getBoolean(6) || !replicates);
        require(missing, "TRUNCATE", row.getBoolean(7) || tables.mode() != TargetTablePrepMode.TRUNCATE_BEFORE_LOAD);
        require(missing, "SELECT", row.getBoolean(8));
        require(missing, "ownership", row.getBoolean(9) || !tables.drops());
        boolean usable = row.getBoolean(10);
        require(missing, "USAGE on its schema", usable);
        return new Lacking(new TableName(row.getString(1), row.getString(2)), row.getString(3), missing, usable);
    }

    private static void require(List<String> missing, String privilege, boolean there) {
        if (!there) {
            missing.add(privilege);
        }
    }

    private void mayNotWrite(Lacking lacking) {
        String role = PostgresSql.quote(lacking.user());
        String table = PostgresSql.quote(lacking.table());
        List<String> statements = new ArrayList<>();
        if (!lacking.schemaUsable()) {
            statements.add(
                    "GRANT USAGE ON SCHEMA " + PostgresSql.quote(lacking.table().schema()) + " TO " + role + ";");
        }
        if (lacking.privileges().contains("ownership")) {
            statements.add("ALTER TABLE " + table + " OWNER TO " + role + ";");
        } else {
            List<String> grants = lacking.privileges().stream()
                    .filter(privilege -> !privilege.contains(" "))
                    .toList();
            if (!grants.isEmpty()) {
                statements.add("GRANT " + String.join(", ", grants) + " ON " + table + " TO " + role + ";");
            }
        }
        findings.add(PreflightFinding.error(
                        Check.WRITE_PRIVILEGE,
                        "target table " + lacking.table(),
                        "user " + lacking.user() + " lacks " + String.join(", ", lacking.privileges()),
                        "grant what is missing")
                .mendedBy(String.join("\n", statements)));
    }

    private record RoleSetter(String user, boolean may) {}

    private void maySetReplicationRole() throws SQLException {
        RoleSetter setter = session.row(MAY_SET_ROLE, row -> new RoleSetter(row.getString(1), row.getBoolean(2)));
        int version = session.row("SELECT current_setting('server_version_num')::int", row -> row.getInt(1));
        boolean may = setter.may() || (version >= 150_000 && session.row(MAY_SET_PARAMETER, row -> row.getBoolean(1)));
        if (!may) {
            findings.add(PreflightFinding.error(
                            Check.REPLICATION_ROLE,
                            subject,
                            "AfterConnectScript sets session_replication_role, and user " + setter.user()
                                    + " may not: every connection would fail",
                            "grant it, from PostgreSQL 15 on; or drop foreign keys and disable triggers for the load")
                    .mendedBy("GRANT SET ON PARAMETER session_replication_role TO " + PostgresSql.quote(setter.user())
                            + ";"));
        }
    }
}
