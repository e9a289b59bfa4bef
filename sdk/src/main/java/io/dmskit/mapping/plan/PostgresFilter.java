package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes source filters as a PostgreSQL condition that is TRUE for exactly the rows DMS lets pass.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.Filters.html">Source filters</a>
 */
public final class PostgresFilter {
    private static final String BY_CODE_POINTS = " COLLATE \"C\"";

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

    /**
     * A column in a comparison. DMS compares as SQLite does: text, and whatever else has no order of its own, by code points; numbers
     * by value, whole or not.
     *
     * @param name the quoted column
     * @param comparable the column as it is compared
     * @param type what an operand is cast to; empty where it stays text
     */
    private record Operand(String name, String comparable, Optional<String> type) {
        static Operand of(String column, Table table) {
            String name = PostgresSql.quote(column);
            Column found = table.column(column)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "filter on column " + column + ", which " + table.name() + " does not have"));
            return switch (found.kind()) {
                case TEXT -> new Operand(name, name + BY_CODE_POINTS, Optional.empty());
                case USER_DEFINED, OTHER -> new Operand(name, name + "::text" + BY_CODE_POINTS, Optional.empty());
                case INTEGER, DECIMAL -> new Operand(name, name, Optional.of("numeric"));
                default -> new Operand(name, name, Optional.of(found.type()));
            };
        }

        String condition(Condition condition) {
            return switch (condition.operator()) {
                case LTE -> comparable + " <= " + value(condition, 0);
                case GTE -> comparable + " >= " + value(condition, 0);
                case EQ -> comparable + " = " + value(condition, 0);
                case NOTEQ -> comparable + " <> " + value(condition, 0);
                case BETWEEN -> comparable + " BETWEEN " + value(condition, 0) + " AND " + value(condition, 1);
                case NOTBETWEEN -> comparable + " NOT BETWEEN " + value(condition, 0) + " AND " + value(condition, 1);
                case NULL -> name + " IS NULL";
                case NOTNULL -> name + " IS NOT NULL";
            };
        }

        private String value(Condition condition, int operand) {
            String literal = PostgresSql.literal(condition.operands().get(operand));
            return type.map(name -> "CAST(" + literal + " AS " + name + ")").orElse(literal);
        }
    }
}
