package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Checks;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import java.util.List;

/**
 * What may be asked of a source column. Values are written as texts, dates as {@code 2024-12-31}, times as {@code 2024-12-31
 * 23:59:59.000}; texts compare as SQLite compares them.
 *
 * <p>Positive conditions on one column can be alternatives. Negative ones cannot, since DMS would AND them: give each its own
 * {@code where}. Neither kind holds where the column is NULL, unless {@link #isNull} is one of the alternatives.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.Filters.html">Source filters</a>
 */
public final class ColumnTest extends PositiveTest {
    ColumnTest(String column) {
        super(Checks.filled("column", column), List.of());
    }

    /** Holds where the column has another value. */
    public ColumnCondition notEqualTo(String value) {
        return negative(Operator.NOTEQ, value);
    }

    /** Holds where the column is less than the one value or greater than the other. */
    public ColumnCondition notBetween(String least, String most) {
        return negative(Operator.NOTBETWEEN, least, most);
    }

    /** Holds where the column is not NULL. */
    public ColumnCondition isNotNull() {
        return negative(Operator.NOTNULL);
    }

    private ColumnCondition negative(Operator operator, String... operands) {
        return new ColumnCondition(new ColumnFilter(column(), List.of(new Condition(operator, List.of(operands)))));
    }
}
