package io.dmskit.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    private static final List<String> KNOWN = List.of("include", "exclude", "explicit");

    @Test
    void findsAWordOfWhichAThirdDiffers() {
        assertThat(NearestWord.to("inculde", KNOWN)).contains("include");
        assertThat(NearestWord.to("INCLUDE", KNOWN)).contains("include");
        assertThat(NearestWord.to("rule_id", List.of("rule-id"))).contains("rule-id");
        assertThat(NearestWord.to("filter", KNOWN)).isEmpty();
    }

    @Test
    void listsWhatIsAllowedWhereNothingIsNear() {
        assertThat(NearestWord.hint("exclde", KNOWN)).isEqualTo(", did you mean \"exclude\"?");
        assertThat(NearestWord.hint("filter", KNOWN)).isEqualTo("; allowed: include, exclude, explicit");
    }
}
