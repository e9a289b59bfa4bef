package io.dmskit.local.engine.load;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.local.engine.Sql;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.TableSettingsRule.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Row filters and ranges as SQL conditions. COPY takes no parameters, so operands are quoted and cast to the column's type. */
final class FilterSql {
    private FilterSql() {}

    /** Returns the condition of one filter: any inclusive condition (if there are some) and every negative one. */
    static String of(Table table, ColumnFilter filter) {
        Column column = table.column(filter.column())
                .orElseThrow(() -> new IllegalArgumentException(
                        "filter of table " + table.name() + " names column " + filter.column() + ", which it has not"));
        List<String> parts = new ArrayList<>();
        String inclusive =
                join(filter, column, condition -> !condition.operator().negative(), " OR ");
        if (!inclusive.isEmpty()) {
            parts.add("(" + inclusive + ")");
        }
        String negative = join(filter, column, condition -> condition.operator().negative(), " AND ");
        if (!negative.isEmpty()) {
            parts.add("(" + negative + ")");
        }
        return String.join(" AND ", parts);
    }

    private static String join(ColumnFilter filter, Column column, Predicate<Condition> which, String word) {
        return filter.conditions().stream()
                .filter(which)
                .map(condition -> of(column, condition))
                .collect(Collectors.joining(word));
    }

    private static String of(Column column, Condition condition) {
        String name = comparable(column);
        List<String> values = condition.operands().stream()
                .map(operand -> value(column, operand))
                .toList();
        return switch (condition.operator()) {
            case LTE -> name + " <= " + values.get(0);
            case GTE -> name + " >= " + values.get(0);
            case EQ -> name + " = " + values.get(0);
            case NOTEQ -> name + " <> " + values.get(0);
            case BETWEEN -> name + " BETWEEN " + values.get(0) + " AND " + values.get(1);
            case NOTBETWEEN -> "(" + name + " < " + values.get(0) + " OR " + name + " > " + values.get(1) + ")";
            case NULL -> Sql.name(column.name()) + " IS NULL";
            case NOTNULL -> Sql.name(column.name()) + " IS NOT NULL";
        };
    }

    /** Text compares by code points, as SQLite does; the text of other types that have no order does so too. */
    private static String comparable(Column column) {
        return switch (column.kind()) {
            case TEXT -> Sql.name(column.name()) + " COLLATE \"C\"";
            case USER_DEFINED, OTHER -> Sql.name(column.name()) + "::text COLLATE \"C\"";
            default -> Sql.name(column.name());
        };
    }

    private static String value(Column column, String operand) {
        return switch (column.kind()) {
            case TEXT, USER_DEFINED, OTHER -> Sql.literal(operand);
            case INTEGER, DECIMAL -> "CAST(" + Sql.literal(operand) + " AS numeric)";
            default -> "CAST(" + Sql.literal(operand) + " AS " + column.type() + ")";
        };
    }

    /** Returns the condition of a segment, 0 to the number of boundaries: from the boundary before it up to, not with, its own. */
    static String segment(Table table, Ranges ranges, int segment) {
        List<List<String>> boundaries = ranges.boundaries();
        List<String> parts = new ArrayList<>();
        if (segment > 0) {
            parts.add(row(ranges) + " >= " + row(table, ranges, boundaries.get(segment - 1)));
        }
        if (segment < boundaries.size()) {
            parts.add(row(ranges) + " < " + row(table, ranges, boundaries.get(segment)));
        }
        ranges.columns().forEach(column -> parts.add(Sql.name(column) + " IS NOT NULL"));
        return String.join(" AND ", parts);
    }

    private static String row(Ranges ranges) {
        return "ROW(" + Sql.names(ranges.columns()) + ")";
    }

    private static String row(Table table, Ranges ranges, List<String> boundary) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < boundary.size(); i++) {
            String name = ranges.columns().get(i);
            String type = table.column(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "parallel-load of table " + table.name() + " names column " + name + ", which it has not"))
                    .type();
            values.add("CAST(" + Sql.literal(boundary.get(i)) + " AS " + type + ")");
        }
        return "ROW(" + String.join(", ", values) + ")";
    }
}
