package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented kind of rule, and every documented mistake; the file names of the mistakes carry their code. */
class GoldenMappingsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/table-mappings");
    private static final Set<String> WARNED_ONLY = Set.of("TM032", "TM036");

    @ParameterizedTest
    @MethodSource("valid")
    void readsWhatDmsAccepts(Path file) throws IOException {
        String json = Files.readString(file);

        assertThat(TableMappings.lint(file.toString(), json))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsAgainWhatItWrote(Path file) throws IOException {
        TableMappings mappings = TableMappings.parse(file.toString(), Files.readString(file));

        TableMappings again = TableMappings.parse("written", mappings.toJson());

        assertThat(again).isEqualTo(mappings);
        assertThat(again.toJson()).isEqualTo(mappings.toJson());
        assertThat(mappings.rules()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void findsTheMistake(Path file) throws IOException {
        String code = String.valueOf(file.getFileName()).substring(4, 9).toUpperCase(Locale.ROOT);
        String json = Files.readString(file);

        List<Finding> findings = TableMappings.lint(file.toString(), json);

        assertThat(findings).extracting(Finding::code).contains(code);
        if (!WARNED_ONLY.contains(code)) {
            assertThatThrownBy(() -> TableMappings.parse(file.toString(), json))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContaining("[" + code + "]");
        }
    }

    static Stream<Path> valid() throws IOException {
        return files("valid");
    }

    static Stream<Path> invalid() throws IOException {
        return files("invalid");
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }
}
