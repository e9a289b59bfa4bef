package io.dmskit.mapping;

import java.util.List;

/**
 * A source filter on one column: rows pass when an inclusive or null condition holds (or there is none) and every negative
 * condition holds. SQL's three-valued logic applies; a row is kept only when the whole is TRUE.
 *
 * @param column source column, case-sensitive
 * @param conditions at least one
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.Filters.html">Source filters</a>
 */
public record ColumnFilter(String column, List<Condition> conditions) {
    /** Copies the list and checks that there is a column and a condition. */
    public ColumnFilter {
        conditions = List.copyOf(conditions);
        Checks.filled("column-name of a filter", column);
        Checks.require(!conditions.isEmpty(), "a filter needs at least one filter-condition");
    }

    /**
     * One filter-condition.
     *
     * @param operator filter-operator
     * @param operands none, one value, or start-value and end-value, as the operator asks
     */
    public record Condition(Operator operator, List<String> operands) {
        /** Copies the list and checks the number of operands. */
        public Condition {
            operands = List.copyOf(operands);
            if (operands.size() != operator.operands) {
                throw new IllegalArgumentException(
                        operator.word() + " takes " + operator.operands + " operands, not " + operands.size());
            }
        }
    }

    /** Values of filter-operator; {@code ste} is read as its alias {@code lte}. */
    public enum Operator {
        LTE(1, false),
        GTE(1, false),
        EQ(1, false),
        NOTEQ(1, true),
        BETWEEN(2, false),
        NOTBETWEEN(2, true),
        NULL(0, false),
        NOTNULL(0, true);

        private final int operands;
        private final boolean negative;

        Operator(int operands, boolean negative) {
            this.operands = operands;
            this.negative = negative;
        }

        /** Returns how many operands the operator takes. */
        public int operands() {
            return operands;
        }

        /** Returns whether DMS counts it among the negative operators, which are AND-ed. */
        public boolean negative() {
            return negative;
        }

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
