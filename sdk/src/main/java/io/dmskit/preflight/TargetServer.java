package io.dmskit.preflight;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What a PostgreSQL target must be ready for. */
final class TargetServer {
    /** A schema that is not there yields no row; the right to create one is asked of the database then. */
    private static final String MAY_CREATE = """
            SELECT current_user, current_database(),
                   coalesce((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = ?),
                            has_database_privilege(current_database(), 'CREATE'))""";

    private final Connection connection;
    private final String subject;
    private final Findings findings;

    TargetServer(Connection connection, String subject, Findings findings) {
        this.connection = connection;
        this.subject = subject;
        this.findings = findings;
    }

    void check(MappingPlan plan, Migration migration) throws SQLException {
        Catalog existing = PostgresCatalog.read(connection);
        List<TableName> targets = plan.tables().stream()
                .map(TablePlan::target)
                .distinct()
                .sorted()
                .toList();
        TargetTablePrepMode mode = migration.taskSettings().get(FullLoadSettings.TARGET_TABLE_PREP_MODE);
        if (migration.type().loads() && mode == TargetTablePrepMode.DO_NOTHING) {
            targets.stream().filter(table -> existing.table(table).isPresent()).forEach(this::alreadyExists);
        }
        boolean drops = mode == TargetTablePrepMode.DROP_AND_CREATE;
        List<String> schemas = targets.stream()
                .filter(table -> drops || existing.table(table).isEmpty())
                .map(TableName::schema)
                .distinct()
                .toList();
        for (String schema : schemas) {
            mayCreate(schema);
        }
    }

    private void alreadyExists(TableName table) {
        findings.error(
                "target table " + table,
                "already exists, and rows would be added to those it holds: drop it, or set"
                        + " FullLoadSettings.TargetTablePrepMode to TRUNCATE_BEFORE_LOAD or DROP_AND_CREATE, which both"
                        + " delete what it holds");
    }

    private void mayCreate(String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAY_CREATE)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(3)) {
                    findings.error(
                            subject,
                            "user " + row.getString(1) + " may not create tables in schema " + schema
                                    + ": GRANT CREATE on"
                                    + " the schema if it exists, else on database "
                                    + PostgresSql.quote(row.getString(2)));
                }
            }
        }
    }
}
