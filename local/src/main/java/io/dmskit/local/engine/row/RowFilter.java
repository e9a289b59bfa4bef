package io.dmskit.local.engine.row;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import io.dmskit.mapping.plan.TablePlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The source filters of a table, on the text of changed rows. It keeps the rows that the query of the full load keeps: numbers
 * compare as numbers, dates by their ISO text, text by its code points.
 */
public final class RowFilter {
    private final List<OfColumn> filters = new ArrayList<>();

    private record OfColumn(int index, Column column, List<Condition> conditions) {}

    /** Creates the filter of a table; without filters it lets every row pass. */
    public RowFilter(TablePlan plan) {
        Table table = plan.source();
        for (ColumnFilter filter : plan.filters()) {
            Column column = table.column(filter.column())
                    .orElseThrow(() -> new IllegalArgumentException("filter of table " + table.name() + " names column "
                            + filter.column() + ", which it has not"));
            filters.add(new OfColumn(table.columns().indexOf(column), column, filter.conditions()));
        }
    }

    /** Returns whether any row may be held back. */
    public boolean isEmpty() {
        return filters.isEmpty();
    }

    /** Returns whether a source row passes. */
    public boolean passes(@Nullable String[] row) {
        return filters.stream().allMatch(filter -> passes(filter, row[filter.index()]));
    }

    /** Inclusive conditions are OR-ed, negative ones AND-ed; a comparison with NULL is not TRUE. */
    private static boolean passes(OfColumn filter, @Nullable String value) {
        boolean anyInclusive = false;
        boolean inclusive = false;
        for (Condition condition : filter.conditions()) {
            boolean holds = holds(condition, filter.column(), value);
            if (condition.operator().negative() && !holds) {
                return false;
            }
            if (!condition.operator().negative()) {
                anyInclusive = true;
                inclusive |= holds;
            }
        }
        return inclusive || !anyInclusive;
    }

    private static boolean holds(Condition condition, Column column, @Nullable String value) {
        Operator operator = condition.operator();
        if (operator == Operator.NULL || operator == Operator.NOTNULL || value == null) {
            return (operator == Operator.NULL && value == null) || (operator == Operator.NOTNULL && value != null);
        }
        int first = compare(column, value, condition.operands().get(0));
        int last = compare(
                column, value, condition.operands().get(condition.operands().size() - 1));
        return switch (operator) {
            case LTE -> first <= 0;
            case GTE -> first >= 0;
            case EQ -> first == 0;
            case NOTEQ -> first != 0;
            case BETWEEN -> first >= 0 && last <= 0;
            case NOTBETWEEN -> first < 0 || last > 0;
            case NULL, NOTNULL -> throw new AssertionError("handled above");
        };
    }

    private static int compare(Column column, String value, String operand) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL, FLOATING -> compareNumbers(value, operand.strip());
            case BOOLEAN -> Boolean.compare("t".equals(value), isTrue(operand));
            case DATE_OR_TIME, TIMESTAMP_WITH_ZONE -> moment(column, value).compareTo(moment(column, operand));
            default -> value.compareTo(operand);
        };
    }

    private static int compareNumbers(String value, String operand) {
        if (value.equals("NaN") || value.endsWith("Infinity")) {
            return Double.compare(Double.parseDouble(value), Double.parseDouble(operand));
        }
        return new BigDecimal(value).compareTo(new BigDecimal(operand));
    }

    private static boolean isTrue(String operand) {
        return List.of("t", "true", "1", "y", "yes", "on").contains(operand.toLowerCase(Locale.ROOT));
    }

    /** Fills up a date to a timestamp and drops zeros of the fraction and the zone, so that equal moments have equal text. */
    private static String moment(Column column, String text) {
        String bare = text.strip().replace('T', ' ').replaceFirst("(\\+00(:?00)?|Z)$", "");
        if (column.type().startsWith("timestamp") && bare.matches("\\d{4}-\\d\\d-\\d\\d")) {
            bare += " 00:00:00";
        }
        return bare.indexOf('.') < 0 ? bare : bare.replaceFirst("\\.?0+$", "");
    }
}
