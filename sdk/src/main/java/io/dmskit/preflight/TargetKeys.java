package io.dmskit.preflight;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What target tables demand of their rows: unique keys, and columns that must be filled. */
final class TargetKeys {
    private static final String MUST_BE_FILLED = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
              AND a.attgenerated = '' AND c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
            ORDER BY 1, 2, a.attnum""";

    private final Session session;
    private final TargetTables tables;
    private final SourceFacts source;
    private final Findings findings;

    TargetKeys(Session session, TargetTables tables, SourceFacts source, Findings findings) {
        this.session = session;
        this.tables = tables;
        this.source = source;
        this.findings = findings;
    }

    void check() throws SQLException {
        Map<TableName, List<UniqueKeys.Unique>> unique = UniqueKeys.read(session, tables.schemas());
        Map<TableName, Set<String>> demanded = new HashMap<>();
        session.rows(
                MUST_BE_FILLED,
                row -> demanded.computeIfAbsent(name(row), table -> new HashSet<>())
                        .add(row.getString(3)),
                tables.schemas());
        tables.kept().forEach((plan, table) -> {
            List<UniqueKeys.Unique> keys = unique.getOrDefault(table.name(), List.of());
            keys.forEach(key -> unknown(plan, table, key));
            matched(plan, table, keys);
            unfilled(plan, table, demanded.getOrDefault(table.name(), Set.of()));
        });
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    /** A key that holds some key of the source within it can be broken by nothing that comes from there. */
    private void unknown(TablePlan plan, Table table, UniqueKeys.Unique key) {
        boolean known = sourceKeys(plan).anyMatch(columns -> key.columns().containsAll(columns));
        if (!known) {
            findings.add(PreflightFinding.warning(
                    Check.TARGET_UNIQUE,
                    "target table " + table.name(),
                    "unique key " + key.name() + " (" + String.join(", ", key.columns())
                            + ") is not one of the source's: a second row with the same values is refused",
                    "check the source for duplicates first, or drop the key until the cutover"));
        }
    }

    /** The source's keys in target names, those that land whole. */
    private Stream<List<String>> sourceKeys(TablePlan plan) {
        Map<String, String> names = new HashMap<>();
        for (ColumnPlan column : plan.columns()) {
            if (column.origin() instanceof ColumnPlan.Copied copied) {
                names.put(copied.column().name(), column.name());
            }
        }
        Stream<List<String>> catalogued = Stream.concat(
                        plan.source().primaryKey().stream(), plan.source().uniqueKeys().stream())
                .map(Key::columns);
        Stream<List<String>> asked = source.unique().getOrDefault(plan.source().name(), List.of()).stream()
                .map(UniqueKeys.Unique::columns);
        return Stream.concat(
                        Stream.concat(catalogued, asked), plan.key().stream().map(Key::columns))
                .filter(columns ->
                        names.keySet().containsAll(columns) || names.values().containsAll(columns))
                .map(columns -> columns.stream()
                        .map(column -> names.getOrDefault(column, column))
                        .toList());
    }

    private void matched(TablePlan plan, Table table, List<UniqueKeys.Unique> keys) {
        Optional<Key> key =
                plan.key().filter(wanted -> tables.migration().type().replicates());
        if (key.isEmpty() || keys.stream().anyMatch(found -> key.get().columns().containsAll(found.columns()))) {
            return;
        }
        String columns = key.get().columns().stream().map(PostgresSql::quote).collect(Collectors.joining(", "));
        findings.add(PreflightFinding.warning(
                        Check.MISSING_TARGET_KEY,
                        "target table " + table.name(),
                        "has no unique key within "
                                + String.join(", ", key.get().columns())
                                + ", by which changes are matched: each update and delete reads the whole table, and a row that"
                                + " comes twice stays twice",
                        "add the key")
                .mendedBy("ALTER TABLE " + PostgresSql.quote(table.name()) + " ADD PRIMARY KEY (" + columns + ");"));
    }

    private void unfilled(TablePlan plan, Table table, Set<String> demanded) {
        demanded.stream()
                .filter(column -> plan.column(column).isEmpty())
                .sorted()
                .forEach(column -> findings.add(PreflightFinding.error(
                                Check.UNFILLED_COLUMN,
                                "target table " + table.name(),
                                "column " + column
                                        + " is NOT NULL without a default, and nothing lands in it: every row fails",
                                "give it a default, let it be NULL, or fill it by an add-column rule")
                        .mendedBy("ALTER TABLE " + PostgresSql.quote(table.name()) + " ALTER COLUMN "
                                + PostgresSql.quote(column) + " DROP NOT NULL;")));
    }
}
