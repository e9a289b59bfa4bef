package io.dmskit.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Column.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTEGER | bigint            | INTEGER | integer       | true",
                "INTEGER | integer           | INTEGER | bigint        | false",
                "INTEGER | bigint unsigned   | INTEGER | bigint        | true",
                "TEXT    | text              | TEXT    | varchar(50)   | true",
                "TEXT    | varchar(50)       | TEXT    | varchar(50)   | false",
                "DECIMAL | numeric(12,2)     | DECIMAL | numeric(12,4) | true",
                "DECIMAL | numeric(12,2)     | DECIMAL | numeric(14,4) | false",
                "DECIMAL | numeric(12,2)     | DECIMAL | numeric       | false",
                "DECIMAL | numeric           | DECIMAL | numeric(38,9) | true",
                "INTEGER | integer           | DECIMAL | numeric(9)    | true",
                "INTEGER | integer           | DECIMAL | numeric(10)   | false",
                "TEXT    | varchar(50)       | INTEGER | integer       | false"
            })
    void tellsWhetherAColumnMayNotHoldWhatAnotherDoes(
            Kind from, String source, Kind to, String target, boolean narrower) {
        assertThat(Width.narrower(new Column("c", target, to, true), new Column("c", source, from, true))
                        .isPresent())
                .isEqualTo(narrower);
    }
}
