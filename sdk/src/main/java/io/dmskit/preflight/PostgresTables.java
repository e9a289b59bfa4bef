package io.dmskit.preflight;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each selected table can be read, and gives its changes. */
final class PostgresTables {
    private static final String FACTS = """
            SELECT n.nspname, c.relname, current_user,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                   c.relreplident, c.relpersistence,
                   c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid),
                   CASE WHEN has_table_privilege(c.oid, 'SELECT') THEN row_security_active(c.oid) ELSE false END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname = ANY (?)""";

    private static final String GENERATED = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attgenerated <> '' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
            ORDER BY n.nspname, c.relname, a.attnum""";

    private final Session session;
    private final String subject;
    private final MappingPlan plan;
    private final Findings findings;

    PostgresTables(Session session, String subject, MappingPlan plan, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.plan = plan;
        this.findings = findings;
    }

    private record Facts(
            String user, boolean readable, String identity, boolean unlogged, boolean inherited, boolean secured) {
        static Facts of(ResultSet row) throws SQLException {
            return new Facts(
                    row.getString(3),
                    row.getBoolean(4),
                    row.getString(5),
                    "u".equals(row.getString(6)),
                    row.getBoolean(7),
                    row.getBoolean(8));
        }
    }

    void check(boolean replicates) {
        findings.look(subject, "privileges, keys and kinds of " + plan.tables().size() + " tables", () -> {
            Map<TableName, Facts> facts = new HashMap<>();
            session.rows(FACTS, row -> facts.put(name(row), Facts.of(row)), schemas());
            for (TablePlan table : plan.tables()) {
                Facts known = facts.get(table.source().name());
                if (known != null) {
                    table(table, known, replicates);
                }
            }
        });
        findings.look(subject, "generated columns", this::generated);
    }

    private List<String> schemas() {
        return plan.tables().stream()
                .map(table -> table.source().name().schema())
                .distinct()
                .toList();
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    private void table(TablePlan plan, Facts facts, boolean replicates) {
        Table table = plan.source();
        String name = "table " + table.name();
        if (!facts.readable()) {
            unreadable(name, table, facts.user());
        }
        if (facts.secured()) {
            findings.add(PreflightFinding.error(
                            Check.ROW_SECURITY,
                            name,
                            "row-level security hides rows from user " + facts.user()
                                    + ", which would be missing without a" + " word",
                            "give the user BYPASSRLS")
                    .mendedBy("ALTER ROLE " + PostgresSql.quote(facts.user()) + " BYPASSRLS;"));
        }
        if (facts.inherited()) {
            findings.add(
                    PreflightFinding.warning(
                            Check.INHERITED,
                            name,
                            "other tables inherit from it, and reading it gives their rows too",
                            "select either the parent or the children, never both; a parent alone is loaded with all their rows"));
        }
        if (replicates) {
            changes(name, plan, facts);
        }
    }

    private void unreadable(String name, Table table, String user) {
        String role = PostgresSql.quote(user);
        findings.add(PreflightFinding.error(
                        Check.SELECT_PRIVILEGE,
                        name,
                        "user " + user + " may not read it",
                        "grant USAGE on its schema and SELECT on the table")
                .mendedBy("GRANT USAGE ON SCHEMA "
                        + PostgresSql.quote(table.name().schema()) + " TO " + role + ";\nGRANT SELECT ON "
                        + PostgresSql.quote(table.name()) + " TO " + role + ";"));
    }

    private void changes(String name, TablePlan plan, Facts facts) {
        if (plan.source().kind() == Table.Kind.VIEW) {
            findings.add(PreflightFinding.error(
                    Check.VIEW_CHANGES,
                    name,
                    "is a view, which has no changes of its own",
                    "use a full-load task for it, or select the tables below it"));
        } else if (facts.unlogged()) {
            findings.add(PreflightFinding.error(
                            Check.UNLOGGED,
                            name,
                            "is unlogged: its changes are not in the write-ahead log, and would be lost",
                            "make it logged, which writes the whole table once, or load it with a full-load task")
                    .mendedBy("ALTER TABLE " + PostgresSql.quote(plan.source().name()) + " SET LOGGED;"));
        } else {
            identity(name, plan, facts.identity());
        }
    }

    /** Without a replica identity PostgreSQL refuses updates and deletes of a published table, on the source. */
    private void identity(String name, TablePlan plan, String replicaIdentity) {
        Table table = plan.source();
        boolean none = replicaIdentity.equals("n")
                || (replicaIdentity.equals("d") && table.primaryKey().isEmpty());
        if (none) {
            String identity =
                    "ALTER TABLE " + PostgresSql.quote(table.name()) + " REPLICA IDENTITY " + identityFor(table) + ";";
            findings.add(PreflightFinding.error(
                            Check.NO_KEY,
                            name,
                            "has no key that changes could be matched by: updates and deletes are lost, or refused on the"
                                    + " source",
                            "add a primary key, or let whole rows or a unique index identify it")
                    .mendedBy(identity));
        } else if (plan.key().isEmpty()) {
            findings.add(PreflightFinding.warning(
                    Check.NO_TARGET_KEY,
                    name,
                    "has no key on the target: each update and delete has to look at every row there",
                    "keep the source's key columns or add a define-primary-key rule"));
        }
    }

    private static String identityFor(Table table) {
        return table.uniqueKeys().stream()
                .findFirst()
                .map(Key::name)
                .map(index -> "USING INDEX " + PostgresSql.quote(index))
                .orElse("FULL");
    }

    private void generated() throws SQLException {
        session.rows(GENERATED, row -> Map.entry(name(row), row.getString(3)), schemas()).stream()
                .filter(column -> plan.table(column.getKey()).isPresent())
                .forEach(column -> findings.add(PreflightFinding.info(
                        Check.GENERATED_COLUMN,
                        "table " + column.getKey(),
                        "column " + column.getValue() + " is generated: its values do not go",
                        "let the target generate it too: create the table there with the same expression, or add the"
                                + " column after the load")));
    }
}
