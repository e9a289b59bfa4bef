package io.dmskit.mapping;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.ColumnFilter.Condition;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes source filters as a PostgreSQL condition that is TRUE for exactly the rows DMS lets pass.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.Filters.html">Source filters</a>
 */
public final class PostgresFilter {
    private PostgresFilter() {}

    /**
     * Returns the condition on a row of the table.
     *
     * @param filters AND-ed together
     * @param table the source table, for the types of its columns
     * @return empty text when there are no filters
     */
    public static String condition(List<ColumnFilter> filters, Table table) {
        return filters.stream().map(filter -> filter(filter, table)).collect(Collectors.joining(" AND "));
    }

    /** Inclusive and null conditions are OR-ed, negative ones AND-ed; either group is true when it is empty. */
    private static String filter(ColumnFilter filter, Table table) {
        Operand operand = Operand.of(filter.column(), table);
        String inclusive =
                join(filter, operand, condition -> !condition.operator().negative(), " OR ");
        String negative =
                join(filter, operand, condition -> condition.operator().negative(), " AND ");
        if (inclusive.isEmpty() || negative.isEmpty()) {
            return "(" + inclusive + negative + ")";
        }
        return "((" + inclusive + ") AND (" + negative + "))";
    }

    private static String join(ColumnFilter filter, Operand operand, Predicate<Condition> group, String glue) {
        return filter.conditions().stream()
                .filter(group)
                .map(operand::condition)
                .collect(Collectors.joining(glue));
    }

    private record Operand(String column, String type) {
        static Operand of(String name, Table table) {
            String quoted = PostgresSql.quote(name);
            Column column = table.column(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "filter on column " + name + ", which " + table.name() + " does not have"));
            if (column.kind() == Column.Kind.USER_DEFINED) {
                return new Operand(quoted + "::text", "text");
            }
            return new Operand(quoted, unbounded(column.type()));
        }

        /** A length would cut the operand and let rows pass that do not match it. */
        private static String unbounded(String type) {
            String bare = type.replaceFirst("\\([0-9, ]*\\)", "").toLowerCase(Locale.ROOT);
            return bare.equals("character") ? "bpchar" : bare;
        }

        String condition(Condition condition) {
            return switch (condition.operator()) {
                case LTE -> column + " <= " + value(condition, 0);
                case GTE -> column + " >= " + value(condition, 0);
                case EQ -> column + " = " + value(condition, 0);
                case NOTEQ -> column + " <> " + value(condition, 0);
                case BETWEEN -> column + " BETWEEN " + value(condition, 0) + " AND " + value(condition, 1);
                case NOTBETWEEN -> column + " NOT BETWEEN " + value(condition, 0) + " AND " + value(condition, 1);
                case NULL -> column + " IS NULL";
                case NOTNULL -> column + " IS NOT NULL";
            };
        }

        private String value(Condition condition, int operand) {
            return "CAST(" + PostgresSql.literal(condition.operands().get(operand)) + " AS " + type + ")";
        }
    }
}
