package io.dmskit.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresExpressionTest {
    private static final Table TABLE = new Table(
            new TableName("s", "t"),
            Table.Kind.TABLE,
            List.of(
                    new Column("a", "text", Column.Kind.TEXT, true),
                    new Column("b", "character varying(9)", Column.Kind.TEXT, true),
                    new Column("padded", "character(9)", Column.Kind.TEXT, true),
                    new Column("n", "integer", Column.Kind.INTEGER, true)),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'it''s'                     | ('it''s'::text C)",
                "42                          | '42'",
                "trim($a)                    | btrim((\"a\"::text C))",
                "upper($a)                   | translate((\"a\"::text C), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')",
                "substr($a, 2, 3)            | substr((\"a\"::text C), 2, 3)",
                "ifnull($a, $b)              | coalesce((\"a\"::text C), (\"b\"::text C))",
                "CASE WHEN $a <> 'x' AND $b IS NULL THEN $a END"
                        + " | (CASE WHEN (((\"a\"::text C) <> ('x'::text C)) AND ((\"b\"::text C) IS NULL)) THEN (\"a\"::text C) END)",
            })
    void writesWhatPostgresDoesAlike(String expression, String sql) {
        assertThat(PostgresExpression.sql(Expression.parse(expression), TABLE))
                .map(text -> text.replace("COLLATE \"C\"", "C"))
                .contains(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random()",
                "$n",
                "$padded",
                "$missing",
                "substr($a, -2)",
                "substr($a, 0)",
                "$a LIKE 'x%'",
                "date('now')",
                "$AR_H_OPERATION",
                "CASE WHEN $a THEN 'x' END",
                "replace($a, $b, $b)",
                "1 + 1",
                "007",
                "CAST($a AS INTEGER)",
            })
    void promisesNothingWhereTheDatabasesDiffer(String expression) {
        assertThat(PostgresExpression.sql(Expression.parse(expression), TABLE)).isEmpty();
    }

    @Test
    void writesTheSplitOfAName() {
        Expression rest = Expression.parse("nullif(trim(ltrim(trim($a), replace(trim($a), ' ', ''))), '')");

        assertThat(PostgresExpression.sql(rest, TABLE, column -> "x"))
                .map(text -> text.replace(" COLLATE \"C\"", ""))
                .contains(
                        "nullif(btrim(ltrim(btrim((x::text)), replace(btrim((x::text)), (' '::text), (''::text)))), (''::text))");
    }
}
