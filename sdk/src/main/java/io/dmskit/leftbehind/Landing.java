package io.dmskit.leftbehind;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.ColumnName;
import io.dmskit.leftbehind.Belongings.Dialect;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where the names of the source are found on the target, as the mapping plan says. */
final class Landing {
    private final Dialect dialect;
    private final Map<TableName, TablePlan> tables = new LinkedHashMap<>();
    private final Map<TableName, Map<String, Optional<String>>> columns = new HashMap<>();

    Landing(MappingPlan plan, Dialect dialect) {
        this.dialect = dialect;
        plan.tables().forEach(table -> {
            tables.put(table.source().name(), table);
            columns.put(table.source().name(), columns(table));
        });
    }

    private static Map<String, Optional<String>> columns(TablePlan table) {
        Map<String, Optional<String>> names = new HashMap<>();
        table.source().columns().forEach(column -> names.put(column.name(), Optional.empty()));
        table.removed().forEach(removed -> names.put(removed.column().name(), Optional.empty()));
        for (ColumnPlan column : table.columns()) {
            column.source()
                    .map(Column::name)
                    .ifPresent(source -> names.merge(
                            source,
                            Optional.of(column.name()),
                            (known, another) -> known.isPresent() ? known : another));
        }
        return names;
    }

    /** Returns the tables that go, with where they land. */
    Map<TableName, TableName> tables() {
        Map<TableName, TableName> landing = new LinkedHashMap<>();
        tables.forEach((source, plan) -> landing.put(source, plan.target()));
        return landing;
    }

    Optional<TableName> table(TableName source) {
        return Optional.ofNullable(tables.get(source)).map(TablePlan::target);
    }

    /** Returns what a source column is called on the target, if it lands. */
    Optional<String> column(TableName table, String column) {
        return columns.getOrDefault(table, Map.of()).getOrDefault(column, Optional.empty());
    }

    Optional<ColumnName> column(ColumnName source) {
        return table(source.table())
                .flatMap(table -> column(source.table(), source.column()).map(name -> new ColumnName(table, name)));
    }

    /** Returns what source columns are called on the target; nothing unless all of them land. */
    Optional<List<String>> columns(TableName table, List<String> names) {
        List<String> landed = new ArrayList<>();
        for (String name : names) {
            column(table, name).ifPresent(landed::add);
        }
        return landed.size() == names.size() ? Optional.of(landed) : Optional.empty();
    }

    /** Returns an expression over a table as the target would write it; nothing if it cannot be said there. */
    Optional<String> text(TableName table, String sql) {
        return new SqlNames(dialect, columns.getOrDefault(table, Map.of())).rewrite(sql);
    }

    /** Returns whether an expression of the source is one of the target; PostgreSQL writes quotes only where they are needed. */
    boolean isSame(TableName table, String source, String target) {
        return text(table, source).map(Landing::unquoted).equals(Optional.of(unquoted(target)));
    }

    private static String unquoted(String sql) {
        return sql.replaceAll("\"([a-z_][a-z0-9_]*)\"", "$1");
    }

    /** Returns whether table and columns have the same names on the target, so that what names them is right there too. */
    boolean isUnchanged(TableName table) {
        return table(table).filter(table::equals).isPresent()
                && columns.getOrDefault(table, Map.of()).entrySet().stream()
                        .allMatch(column -> column.getValue().equals(Optional.of(column.getKey())));
    }

    /** Returns the schema in which all tables of a source schema land; the same one where they land in several, or none goes. */
    String schema(String source) {
        Set<String> landed = new TreeSet<>();
        tables().forEach((from, to) -> {
            if (from.schema().equals(source)) {
                landed.add(to.schema());
            }
        });
        return landed.size() == 1 ? landed.iterator().next() : source;
    }

    List<String> sourceSchemas() {
        return tables.keySet().stream()
                .map(TableName::schema)
                .distinct()
                .sorted()
                .toList();
    }

    List<String> targetSchemas() {
        return tables().values().stream()
                .map(TableName::schema)
                .distinct()
                .sorted()
                .toList();
    }
}
