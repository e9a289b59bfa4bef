package io.dmskit.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.mapping.expression.Expression.Binary;
import io.dmskit.mapping.expression.Expression.ColumnReference;
import io.dmskit.mapping.expression.Expression.Literal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    @Test
    void namesTheColumnsItReadsInOrder() {
        Expression expression = Expression.parse(
                "upper($last_name) || ', ' || ${first name} || $AR_H_OPERATION || $last_name || $AR_NO");

        assertThat(expression.columns()).containsExactly("last_name", "first name", "AR_NO");
        assertThat(expression.functions()).containsExactly("upper");
    }

    @Test
    void putsSomethingElseInThePlaceOfReferencesButNotOfTexts() {
        Expression expression = Expression.parse("$a || '$b' || ${c}");

        assertThat(expression.sql(reference -> "?" + reference.name())).isEqualTo("?a || '$b' || ?c");
    }

    @Test
    void isAConstantOnlyAsOneLiteral() {
        assertThat(Expression.parse("'0042'").constant()).contains("0042");
        assertThat(Expression.parse(" 'it''s' ").constant()).contains("it's");
        assertThat(Expression.parse("7").constant()).contains("7");
        assertThat(Expression.parse("'a' || 'b'").constant()).isEmpty();
        assertThat(Expression.NULL.constant()).isEmpty();
    }

    @Test
    void bindsTighterWhatSqliteBindsTighter() {
        Expression.Node one = new Literal(Literal.Kind.INTEGER, "1");
        ColumnReference a = new ColumnReference("a");
        ColumnReference b = new ColumnReference("b");

        assertThat(Expression.parse("$a = $b || $a OR 1 + 1 < $b AND NOT $a").root())
                .isEqualTo(new Binary(
                        "OR",
                        new Binary("=", a, new Binary("||", b, a)),
                        new Binary(
                                "AND", new Binary("<", new Binary("+", one, one), b), new Expression.Unary("NOT", a))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CASE $a WHEN 'x' THEN 1 ELSE 0 END",
                "CASE WHEN $a IS NOT NULL THEN 'y' END",
                "CASE ($a) WHEN 'x' THEN 1 END",
                "$a NOT IN ('x', 'y')",
                "$a BETWEEN 1 AND 2 AND $b",
                "$a NOT LIKE 'x!%' ESCAPE '!'",
                "CAST($a AS DECIMAL(10,2))",
                "-$a + .5e3 * 0x1F",
                "x'0AFF'",
                "strftime('%Y-%m-%d', $a)",
                "operation_indicator('D','U','I')",
                "replace($a, ';', ',')",
            })
    void readsScalarExpressions(String text) {
        assertThat(Expression.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TM063 | SELECT 1                | holds SELECT",
                "TM063 | $a; DROP TABLE x        | \";\" at character 3",
                "TM063 | $a --                   | a comment at character 4",
                "TM060 | upper(‘x’)              | typographic quote ‘ at character 7: use the plain quote '",
                "TM061 | concat($a, $b)          | unknown function concat: join texts with ||",
                "TM061 | uper($a)                | did you mean upper?",
                "TM062 | replace($a, 'x')        | replace takes 3 arguments, not 2",
                "TM062 | max($a)                 | max takes at least 2 arguments, not 1",
                "TM063 | upper(name)             | write $name for the column",
                "TM063 | 'open                   | a text that does not end at character 1",
                "TM063 | ($a                     | ends at character 4 where \")\" must stand",
                "TM063 | $a $b                   | where an operator or the end must stand",
                "TM064 | $AR_H_NOTHING           | unknown variable $AR_H_NOTHING",
                "TM063 | $                       | $ without a column name",
            })
    void refusesWhatIsNotOneScalarExpression(String code, String text, String message) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void refusesToNestWithoutEnd() {
        String text = "(".repeat(2000) + "1" + ")".repeat(2000);

        assertThatThrownBy(() -> Expression.parse(text)).hasMessage("expression is nested deeper than 200");
    }
}
