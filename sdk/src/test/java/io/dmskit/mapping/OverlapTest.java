package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "%, b, true",
        "a%, %b, true",
        "a%c, ab%, true",
        "a%, b%, false",
        "%a, %b, false",
        "a%b%, ab, true",
        "a%b%, ac, false",
        "a_, ab, false",
        "%%, '', true",
    })
    void meetsWhereOneNameMatchesBoth(String one, String other, boolean meet) {
        NamePattern a = new NamePattern(one, false);
        NamePattern b = new NamePattern(other, false);

        assertThat(Overlap.meet(a, b)).isEqualTo(meet);
        assertThat(Overlap.meet(b, a)).isEqualTo(meet);
    }
}
