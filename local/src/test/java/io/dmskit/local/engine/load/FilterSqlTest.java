package io.dmskit.local.engine.load;

import static io.dmskit.local.engine.row.Plans.column;
import static io.dmskit.local.engine.row.Plans.condition;
import static io.dmskit.local.engine.row.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column.Kind;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import io.dmskit.mapping.TableSettingsRule.Ranges;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterSqlTest {
    private static final Table TABLE = table(
            column("N\"", "integer", Kind.INTEGER),
            column("t", "text", Kind.TEXT),
            column("d", "date", Kind.DATE_OR_TIME));

    @Test
    void orsInclusiveAndAndsNegativeConditions() {
        assertThat(sql("t", condition(Operator.EQ, "a"), condition(Operator.NOTEQ, "b"), condition(Operator.NULL)))
                .isEqualTo("(\"t\" COLLATE \"C\" = 'a' OR \"t\" IS NULL) AND (\"t\" COLLATE \"C\" <> 'b')");
    }

    @Test
    void castsOperandsAndQuotesWhateverTheyHold() {
        assertThat(sql("N\"", condition(Operator.BETWEEN, "1", "2.5")))
                .isEqualTo("(\"N\"\"\" BETWEEN CAST('1' AS numeric) AND CAST('2.5' AS numeric))");
        assertThat(sql("d", condition(Operator.GTE, "2020-01-01"))).isEqualTo("(\"d\" >= CAST('2020-01-01' AS date))");
        assertThat(sql("t", condition(Operator.EQ, "o'\\"))).isEqualTo("(\"t\" COLLATE \"C\" =  E'o''\\\\')");
    }

    @Test
    void givesEachSegmentItsOwnRowsAndNoneToNull() {
        Ranges ranges = new Ranges(List.of("t", "N\""), List.of(List.of("a", "1"), List.of("b", "2")));
        String bound = "ROW(\"t\", \"N\"\"\")";
        String notNull = "\"t\" IS NOT NULL AND \"N\"\"\" IS NOT NULL";

        assertThat(FilterSql.segment(TABLE, ranges, 0))
                .isEqualTo(bound + " < ROW(CAST('a' AS text), CAST('1' AS integer)) AND " + notNull);
        assertThat(FilterSql.segment(TABLE, ranges, 1))
                .isEqualTo(bound + " >= ROW(CAST('a' AS text), CAST('1' AS integer)) AND " + bound
                        + " < ROW(CAST('b' AS text), CAST('2' AS integer)) AND " + notNull);
        assertThat(FilterSql.segment(TABLE, ranges, 2))
                .isEqualTo(bound + " >= ROW(CAST('b' AS text), CAST('2' AS integer)) AND " + notNull);
    }

    private static String sql(String column, Condition... conditions) {
        return FilterSql.of(TABLE, new ColumnFilter(column, List.of(conditions)));
    }
}
