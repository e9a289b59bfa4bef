package io.dmskit.leftbehind;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.leftbehind.Belongings.Dialect;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNamesTest {
    private static final Map<String, Optional<String>> COLUMNS = Map.of(
            "STATE",
            Optional.of("state"),
            "total",
            Optional.of("Sum"),
            "zone",
            Optional.of("area"),
            "gone",
            Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            "STATE" <> 'STATE'                       ; "state" <> 'STATE'
            lower("STATE") = total::total            ; lower("state") = "Sum"::total
            total(other) > total                     ; total(other) > "Sum"
            now()::timestamp without time zone       ; now()::timestamp without time zone
            E'it''s total' || 'total''s' || total    ; E'it''s total' || 'total''s' || "Sum"
            shop.total(total)                        ; shop.total("Sum")
            """)
    void renamesColumnsAndNothingElseOfPostgres(String expression, String renamed) {
        assertThat(new SqlNames(Dialect.POSTGRES, COLUMNS).rewrite(expression)).contains(renamed);
    }

    @Test
    void saysNothingOfAColumnThatDoesNotLand() {
        assertThat(new SqlNames(Dialect.POSTGRES, COLUMNS).rewrite("gone > 0")).isEmpty();
        assertThat(new SqlNames(Dialect.MYSQL, COLUMNS).rewrite("`gone` > 0")).isEmpty();
    }

    @Test
    void takesOfMysqlOnlyWhatMeansTheSameInPostgres() {
        SqlNames names = new SqlNames(Dialect.MYSQL, COLUMNS);

        assertThat(names.rewrite("`total` >= 0 and `STATE` in ('a','b''c')"))
                .contains("\"Sum\" >= 0 and \"state\" in ('a','b''c')");
        assertThat(names.rewrite("json_valid(`total`)")).isEmpty();
        assertThat(names.rewrite("`total` || `STATE`")).isEmpty();
        assertThat(names.rewrite("'a\\'b'")).isEmpty();
    }
}
