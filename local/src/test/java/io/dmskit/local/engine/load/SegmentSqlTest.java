package io.dmskit.local.engine.load;

import static io.dmskit.local.engine.row.Plans.column;
import static io.dmskit.local.engine.row.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column.Kind;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.ParallelLoad.Ranges;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentSqlTest {
    private static final Table TABLE = table(
            column("N\"", "integer", Kind.INTEGER),
            column("t", "text", Kind.TEXT),
            column("d", "date", Kind.DATE_OR_TIME));

    @Test
    void givesEachSegmentItsOwnRowsAndNoneToNull() {
        Ranges ranges = new Ranges(List.of("t", "N\""), List.of(List.of("a", "1"), List.of("b", "2")));
        String bound = "ROW(\"t\", \"N\"\"\")";
        String notNull = "\"t\" IS NOT NULL AND \"N\"\"\" IS NOT NULL";

        assertThat(SegmentSql.of(TABLE, ranges, 0))
                .isEqualTo(bound + " < ROW(CAST('a' AS text), CAST('1' AS integer)) AND " + notNull);
        assertThat(SegmentSql.of(TABLE, ranges, 1))
                .isEqualTo(bound + " >= ROW(CAST('a' AS text), CAST('1' AS integer)) AND " + bound
                        + " < ROW(CAST('b' AS text), CAST('2' AS integer)) AND " + notNull);
        assertThat(SegmentSql.of(TABLE, ranges, 2))
                .isEqualTo(bound + " >= ROW(CAST('b' AS text), CAST('2' AS integer)) AND " + notNull);
    }
}
