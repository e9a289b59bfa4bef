package io.dmskit.local.engine.row;

import static io.dmskit.local.engine.row.Plans.column;
import static io.dmskit.local.engine.row.Plans.condition;
import static io.dmskit.local.engine.row.Plans.plan;
import static io.dmskit.local.engine.row.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Column.Kind;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFilterTest {
    private static final Column NUMBER = column("n", "integer", Kind.INTEGER);
    private static final Column TEXT = column("t", "text", Kind.TEXT);
    private static final Column DAY = column("d", "timestamp without time zone", Kind.DATE_OR_TIME);

    @Test
    void comparesNumbersAsNumbers() {
        assertThat(passes(NUMBER, "9", condition(Operator.LTE, "10"))).isTrue();
        assertThat(passes(NUMBER, "-5", condition(Operator.BETWEEN, "-5", "5"))).isTrue();
        assertThat(passes(NUMBER, "5", condition(Operator.NOTBETWEEN, "1", "5")))
                .isFalse();
        assertThat(passes(NUMBER, "1", condition(Operator.EQ, "1.0"))).isTrue();
    }

    @Test
    void takesADateForItsFirstMoment() {
        assertThat(passes(DAY, "2020-01-01 00:00:00", condition(Operator.GTE, "2020-01-01")))
                .isTrue();
        assertThat(passes(DAY, "2019-12-31 23:59:59.999", condition(Operator.GTE, "2020-01-01")))
                .isFalse();
        assertThat(passes(DAY, "2020-01-01 00:00:00.5", condition(Operator.EQ, "2020-01-01 00:00:00.500")))
                .isTrue();
    }

    @Test
    void orsInclusiveAndAndsNegativeConditions() {
        Condition[] mixed = {
            condition(Operator.EQ, "a"),
            condition(Operator.EQ, "b"),
            condition(Operator.NOTEQ, "b"),
            condition(Operator.NULL)
        };
        assertThat(passes(TEXT, "a", mixed)).isTrue();
        assertThat(passes(TEXT, "b", mixed)).isFalse();
        assertThat(passes(TEXT, "c", mixed)).isFalse();
        assertThat(passes(TEXT, null, mixed)).isFalse();
    }

    @Test
    void neverFindsNullEqualOrUnequal() {
        assertThat(passes(TEXT, null, condition(Operator.EQ, "a"))).isFalse();
        assertThat(passes(TEXT, null, condition(Operator.NOTEQ, "a"))).isFalse();
        assertThat(passes(TEXT, null, condition(Operator.NULL))).isTrue();
        assertThat(passes(TEXT, null, condition(Operator.EQ, "a"), condition(Operator.NULL)))
                .isTrue();
        assertThat(passes(TEXT, "x", condition(Operator.NOTNULL))).isTrue();
    }

    private static boolean passes(Column column, @Nullable String value, Condition... conditions) {
        ColumnFilter filter = new ColumnFilter(column.name(), List.of(conditions));
        return new RowFilter(plan(table(column), List.of(), filter)).passes(new String[] {value});
    }
}
