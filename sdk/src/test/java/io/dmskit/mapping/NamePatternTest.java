package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "%, anything, true, true",
        "order_items, order_items, true, true",
        "order_items, orderXitems, true, false",
        "a%b%c, a-b-b-c, true, true",
        "a%b%c, a-b-b-d, false, false",
        "%_tmp, x_tmp, true, true",
        "t[_]x, t_x, true, false",
        "t[_]x, tax, false, false",
        "t[a-c]x, tbx, true, false",
        "t[a-c]x, tdx, false, false",
        "x[, x[, true, true",
        "Orders, orders, false, false",
        "a.c, abc, false, false",
        "a_c, a😀c, true, false",
        "order, orders, false, false",
    })
    void matchesAsDmsDoes(String pattern, String name, boolean inSelection, boolean inTransformation) {
        assertThat(new NamePattern(pattern, true).matches(name)).isEqualTo(inSelection);
        assertThat(new NamePattern(pattern, false).matches(name)).isEqualTo(inTransformation);
    }
}
