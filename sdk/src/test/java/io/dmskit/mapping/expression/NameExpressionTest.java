package io.dmskit.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameExpressionTest {
    private static final Map<String, String> ORDERS =
            Map.of("AR_M_SOURCE_SCHEMA", "STORE_0042", "AR_M_SOURCE_TABLE_NAME", "ORDERS_İ");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "'x'                                                                ; x",
                "$AR_M_SOURCE_SCHEMA || '_' || lower($AR_M_SOURCE_TABLE_NAME)       ; STORE_0042_orders_İ",
                "substr($AR_M_SOURCE_SCHEMA, 7)                                     ; 0042",
                "substr($AR_M_SOURCE_SCHEMA, -4, 2)                                 ; 00",
                "substr($AR_M_SOURCE_SCHEMA, 0, 3)                                  ; ST",
                "substr($AR_M_SOURCE_SCHEMA, 3, -2)                                 ; ST",
                "substr($AR_M_SOURCE_SCHEMA, -12, 5)                                ; STO",
                "replace($AR_M_SOURCE_SCHEMA, 'STORE_', 's')                        ; s0042",
                "ltrim($AR_M_SOURCE_SCHEMA, 'ERTOS_0')                              ; 42",
                "upper(trim('  a b '))                                              ; A B",
                "coalesce(nullif($AR_M_SOURCE_SCHEMA, 'STORE_0042'), 'main')        ; main",
                "CASE $AR_M_SOURCE_SCHEMA WHEN 'a' THEN 'b' ELSE 'c' END            ; c",
                "CASE WHEN $AR_M_SOURCE_SCHEMA = 'a' OR 1 = 1 THEN 'b' END          ; b",
                "CASE WHEN NOT (NULL = 'a') THEN 'b' WHEN NULL IS NULL THEN 'c' END ; c",
                "CASE WHEN $AR_M_SOURCE_SCHEMA NOT IN ('a', 'b') THEN 'd' END       ; d",
            })
    void computesANameAsSqliteDoes(String expression, String name) {
        assertThat(NameExpression.evaluate(Expression.parse(expression), ORDERS))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "$ID                                            ; uses $ID",
                "random()                                       ; uses random()",
                "1 + 2                                          ; uses +",
                "$AR_H_OPERATION                                ; uses $AR_H_OPERATION",
                "CASE WHEN 'a' < 'b' THEN 'c' END               ; uses <",
                "substr('abc', 'x')                             ; counts characters by \"x\"",
                "CASE WHEN 'a' = 'b' THEN 'c' END               ; gives no name, but NULL",
                "' '                                            ; gives no name, but \" \"",
            })
    void saysWhatHasNoValue(String expression, String problem) {
        assertThatThrownBy(() -> NameExpression.evaluate(Expression.parse(expression), ORDERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void saysWhatWorks() {
        assertThatThrownBy(() -> NameExpression.evaluate(Expression.parse("abs(1)"), ORDERS))
                .hasMessage(
                        "uses abs(): names are computed from literals and $AR_M_SOURCE_ variables, by || CASE coalesce"
                                + " ifnull lower ltrim nullif replace rtrim substr trim upper");
    }
}
