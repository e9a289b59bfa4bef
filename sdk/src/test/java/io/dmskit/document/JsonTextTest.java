package io.dmskit.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void writesTwoSpacesAndLineFeeds() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", List.of(1, "x"));
        value.put("b", Map.of());

        assertThat(JsonText.pretty(value)).isEqualTo("""
                {
                  "a": [
                    1,
                    "x"
                  ],
                  "b": {}
                }
                """);
    }

    @Test
    void writesEveryKindOfValue() {
        assertThat(JsonText.compact(Arrays.asList(null, true, 1.5, "\"\n", DocumentReader.json("f", "{\"k\":2}", "X"))))
                .isEqualTo("[null,true,1.5,\"\\\"\\n\",{\"k\":2}]");
    }
}
