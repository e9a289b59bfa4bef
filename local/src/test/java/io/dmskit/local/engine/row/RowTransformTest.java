package io.dmskit.local.engine.row;

import static io.dmskit.local.engine.row.Plans.column;
import static io.dmskit.local.engine.row.Plans.computed;
import static io.dmskit.local.engine.row.Plans.plan;
import static io.dmskit.local.engine.row.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Column.Kind;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.Transformation.Masking;
import io.dmskit.mapping.plan.ColumnPlan;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTransformTest {
    private static final RowContext CONTEXT =
            new RowContext("UPDATE", "0/16B3748", Instant.parse("2024-02-29T12:34:56.5Z"));
    private static final Column NAME = column("full_name", "text", Kind.TEXT);
    private static final DataType TEXT = DataType.string(100);
    private static final DataType WHOLE =
            new DataType(DataType.Name.INT4, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final String FIRST = "CASE WHEN trim($full_name) = '' THEN NULL ELSE replace(trim($full_name),"
            + " ltrim(trim($full_name), replace(trim($full_name), ' ', '')), '') END";
    private static final String LAST = "nullif(trim(ltrim(trim($full_name), replace(trim($full_name), ' ', ''))), '')";

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Jane Doe,Jane,Doe",
                "Jane van Doe,Jane,van Doe",
                "Jane,Jane,NULL",
                " Al  Al ,Al,Al",
                "   ,NULL,NULL",
                "'',NULL,NULL",
                "NULL,NULL,NULL"
            })
    void splitsNames(@Nullable String full, @Nullable String first, @Nullable String last) throws SQLException {
        Table table = table(NAME);

        assertThat(made(table, new String[] {full}, computed("f", FIRST, TEXT), computed("l", LAST, TEXT)))
                .containsExactly(first, last);
    }

    @Test
    void bindsNumbersAsNumbersAndTellsAboutTheRow() throws SQLException {
        Table table = table(
                column("n", "bigint", Kind.INTEGER),
                column("amount", "numeric(12,2)", Kind.DECIMAL),
                column("flag", "boolean", Kind.BOOLEAN));
        String[] row = {"9007199254740993", "100.50", "t"};

        assertThat(made(
                        table,
                        row,
                        computed("a", "$n", TEXT),
                        computed("b", "CASE WHEN ${amount} >= 100 THEN 'big' ELSE 'small' END", TEXT),
                        computed("c", "$amount * 2", WHOLE),
                        computed("d", "$flag || '$n' || $AR_H_OPERATION || $AR_M_SOURCE_TABLE_NAME", TEXT),
                        computed("e", "hash_sha256('abc')", TEXT),
                        computed("f", "'0042'", TEXT),
                        computed("g", "operation_indicator('D', 'U', 'I')", TEXT),
                        computed("h", "$AR_H_COMMIT_TIMESTAMP", TEXT)))
                .containsExactly(
                        "9007199254740993",
                        "big",
                        "201",
                        "true$nUPDATEcustomers",
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "0042",
                        "U",
                        "2024-02-29 12:34:56.500000");
    }

    @Test
    void masksDigitsOnly() throws SQLException {
        assertThat(masked(new Transformation.DigitsMask('#'), NAME, "A12-7 ٣")).isEqualTo("A##-# ٣");
        assertThat(masked(new Transformation.DigitsRandomize(), NAME, "A12-7")).matches("A\\d\\d-\\d");
        assertThat(masked(new Transformation.HashMask(), NAME, "abc"))
                .isEqualTo("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
        assertThat(masked(new Transformation.HashMask(), NAME, null)).isNull();
    }

    @Test
    void keepsRandomizedNumbersInTheRangeOfTheirType() throws SQLException {
        Column number = column("n", "integer", Kind.INTEGER);
        for (int i = 0; i < 200; i++) {
            String masked = masked(new Transformation.DigitsRandomize(), number, "-2147483647");
            assertThat(masked).hasSize(11);
            assertThat(Integer.parseInt(String.valueOf(masked))).isNegative();
        }
    }

    @Test
    void saysThatAMixOfKnownAndUnknownValuesCannotBeComputed() throws SQLException {
        Table table = table(NAME, column("n", "integer", Kind.INTEGER));
        BitSet unchanged = new BitSet();
        unchanged.set(0);
        try (RowTransform transform = new RowTransform(plan(table, List.of(computed("x", "$full_name || $n", TEXT))))) {
            assertThatThrownBy(() -> transform.known(unchanged))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("set REPLICA IDENTITY FULL on the source table");
        }
    }

    private static @Nullable String masked(Masking mask, Column column, @Nullable String value) throws SQLException {
        ColumnPlan plan = new ColumnPlan("x", Optional.empty(), new ColumnPlan.Masked(column, mask), List.of());
        return made(table(column), new String[] {value}, plan)[0];
    }

    private static @Nullable String[] made(Table table, @Nullable String[] row, ColumnPlan... columns)
            throws SQLException {
        try (RowTransform transform = new RowTransform(plan(table, List.of(columns)))) {
            return transform.apply(row, CONTEXT);
        }
    }
}
