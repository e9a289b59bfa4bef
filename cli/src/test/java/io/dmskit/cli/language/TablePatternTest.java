package io.dmskit.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternTest {
    @ParameterizedTest
    @CsvSource({
        "sales.orders, sales.orders, true",
        "sales.orders, sales.orders_2, false",
        "sales.*,      sales.orders, true",
        "orders,       sales.orders, true",
        "orders,       sales.reorders, false",
        "*.ord?rs,     sales.orders, true",
        "*.ord?rs,     sales.ordrs, false",
        "sales.o+,     sales.oo, false"
    })
    void matchesWholeNames(String pattern, String name, boolean matches) {
        assertThat(new TablePattern(pattern).matches(name)).isEqualTo(matches);
    }
}
