package io.dmskit.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void thePageListsEveryCodeInOrderAndNoOther() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("../docs/preflight.md")).stream()
                .filter(line -> line.startsWith("| PF"))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(Check.values())
                        .map(check -> "| " + check.code() + " | " + check.title() + " |")
                        .toList());
    }

    @Test
    void everyCodeIsGivenOnce() {
        assertThat(Check.values())
                .extracting(Check::code)
                .doesNotHaveDuplicates()
                .isSorted();
    }
}
