package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import java.util.ArrayList;
import java.util.List;

/** What may be asked of a column as one of several alternatives. */
public sealed class PositiveTest permits ColumnTest {
    private final String column;
    private final List<Condition> before;

    PositiveTest(String column, List<Condition> before) {
        this.column = column;
        this.before = before;
    }

    final String column() {
        return column;
    }

    /** Holds where the column has this value. */
    public final Alternatives equalTo(String value) {
        return positive(Operator.EQ, value);
    }

    /** Holds where the column is this value or greater. */
    public final Alternatives atLeast(String value) {
        return positive(Operator.GTE, value);
    }

    /** Holds where the column is this value or less. */
    public final Alternatives atMost(String value) {
        return positive(Operator.LTE, value);
    }

    /** Holds where the column lies between two values, both included. */
    public final Alternatives between(String least, String most) {
        return positive(Operator.BETWEEN, least, most);
    }

    /** Holds where the column is NULL. */
    public final Alternatives isNull() {
        return positive(Operator.NULL);
    }

    private Alternatives positive(Operator operator, String... operands) {
        List<Condition> all = new ArrayList<>(before);
        all.add(new Condition(operator, List.of(operands)));
        return new Alternatives(new ColumnFilter(column, all));
    }

    /** A condition that may have alternatives on the same column. */
    public static final class Alternatives extends ColumnCondition {
        private Alternatives(ColumnFilter filter) {
            super(filter);
        }

        /** Goes on with an alternative: the row passes if either holds. */
        public PositiveTest or() {
            return new PositiveTest(filter().column(), filter().conditions());
        }
    }
}
