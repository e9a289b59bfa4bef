package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.TableName;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the target does by itself while rows arrive: foreign keys it checks, triggers it fires. */
final class TargetConstraints {
    private static final String SILENCE =
            "set AfterConnectScript to SET session_replication_role = 'replica' on the target endpoint";

    private static final String FOREIGN_KEYS = """
            SELECT n.nspname, c.relname, k.conname, fn.nspname, f.relname, pg_get_constraintdef(k.oid)
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0
            ORDER BY 1, 2, 3""";

    private static final String TRIGGERS = """
            SELECT n.nspname, c.relname, t.tgname, t.tgenabled
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled IN ('O', 'A') AND n.nspname = ANY (?)
            ORDER BY 1, 2, 3""";

    private final Session session;
    private final TargetTables tables;
    private final Findings findings;

    TargetConstraints(Session session, TargetTables tables, Findings findings) {
        this.session = session;
        this.tables = tables;
        this.findings = findings;
    }

    private record ForeignKey(TableName table, String name, TableName to, String definition) {
        static ForeignKey of(ResultSet row) throws SQLException {
            return new ForeignKey(
                    new TableName(row.getString(1), row.getString(2)),
                    row.getString(3),
                    new TableName(row.getString(4), row.getString(5)),
                    row.getString(6));
        }

        /** Statements that take it away, and bring it back when the rows are there. */
        String aside() {
            String table = "ALTER TABLE " + PostgresSql.quote(table());
            return table + " DROP CONSTRAINT " + PostgresSql.quote(name) + ";\n-- after the load:\n-- " + table
                    + " ADD CONSTRAINT " + PostgresSql.quote(name) + " " + definition + ";";
        }
    }

    private record Trigger(TableName table, String name, boolean always) {}

    void check() throws SQLException {
        List<TableName> names = tables.names();
        boolean silent = TargetPrivileges.setsReplicationRole(tables);
        if (tables.migration().type().loads()) {
            for (ForeignKey key : session.rows(FOREIGN_KEYS, ForeignKey::of)) {
                if (names.contains(key.to()) && tables.mode() != TargetTablePrepMode.DO_NOTHING) {
                    referenced(key);
                }
                if (names.contains(key.table()) && !silent && !tables.drops()) {
                    checked(key);
                }
            }
        }
        for (Trigger trigger : session.rows(TRIGGERS, TargetConstraints::trigger, tables.schemas())) {
            if (names.contains(trigger.table()) && (trigger.always() || !silent) && !tables.drops()) {
                fires(trigger);
            }
        }
    }

    private static Trigger trigger(ResultSet row) throws SQLException {
        return new Trigger(
                new TableName(row.getString(1), row.getString(2)), row.getString(3), "A".equals(row.getString(4)));
    }

    private void referenced(ForeignKey key) {
        findings.add(PreflightFinding.error(
                        Check.REFERENCED,
                        "target table " + key.to(),
                        "foreign key " + key.name() + " of " + key.table() + " points to it: PostgreSQL refuses to "
                                + (tables.drops() ? "drop" : "truncate") + " it alone",
                        "drop the foreign key and bring it back after the load")
                .mendedBy(key.aside()));
    }

    private void checked(ForeignKey key) {
        findings.add(PreflightFinding.warning(
                        Check.FOREIGN_KEY,
                        "target table " + key.table(),
                        "foreign key " + key.name()
                                + " is checked for every row, and tables are loaded in any order: rows" + " whose "
                                + key.to() + " has not come yet are refused",
                        SILENCE + ", or drop the key and bring it back after the load")
                .mendedBy(key.aside()));
    }

    private void fires(Trigger trigger) {
        String table = "ALTER TABLE " + PostgresSql.quote(trigger.table());
        String name = PostgresSql.quote(trigger.name());
        findings.add(PreflightFinding.warning(
                        Check.TRIGGER,
                        "target table " + trigger.table(),
                        "trigger " + trigger.name() + " fires for every row that arrives, as it did on the source",
                        trigger.always()
                                ? "disable it until the cutover"
                                : SILENCE + ", or disable it until the cutover")
                .mendedBy(table + " DISABLE TRIGGER " + name + ";\n-- at the cutover:\n-- " + table + " ENABLE"
                        + (trigger.always() ? " ALWAYS" : "") + " TRIGGER " + name + ";"));
    }
}
