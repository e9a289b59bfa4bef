package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented kind of rule, and every documented mistake; the file names of the mistakes carry their code. */
class GoldenMappingsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/table-mappings");
    private static final Set<String> WARNED_ONLY = Set.of("TM032", "TM036");

    /** Codes that the valid examples are reported under beside errors, of which they have none; by number. */
    private static final Map<String, List<String>> REMARKS =
            Map.of("v23", List.of("TM133")); // ranges lose rows with NULL

    /** Where each mistake is, by number of its file. */
    private static final Map<String, String> PLACES = Stream.of(
                    "i01 /rules/1/rule-action",
                    "i02 /rules/1/rule-action",
                    "i03 /rules",
                    "i04 ",
                    "i05 /rules/1/rule-id",
                    "i06 /rules/0/rule-id",
                    "i07 /rules/1/rule-type",
                    "i08 /rules/0/object-locator",
                    "i09 /rules/0/object-locator/table-type",
                    "i10 /rules/0/load-order",
                    "i11 /rules/0/filters",
                    "i12 /rules/1/filters",
                    "i13 /rules/0/filters/0/filter-conditions/0/filter-operator",
                    "i14 /rules/0/filters/0/filter-conditions/0",
                    "i15 /rules/0/filters/0/filter-conditions/0",
                    "i16 /rules/0/filters/0/filter-type",
                    "i17 /rules/0/filters/0",
                    "i18 /rules/1",
                    "i19 /rules/1/rule-target",
                    "i20 /rules/1/rule-target",
                    "i21 /rules/1",
                    "i22 /rules/1",
                    "i23 /rules/1/object-locator",
                    "i24 /rules/1/object-locator",
                    "i25 /rules/1/data-type/type",
                    "i26 /rules/1/before-image-def",
                    "i27 /rules/1/value",
                    "i28 /rules/2/rule-id",
                    "i29 /rules/2/object-locator",
                    "i30 /rules/1/object-locator/table-name",
                    "i31 /rules/1/expression",
                    "i32 /rules/1/expression",
                    "i33 /rules/1/object-locator",
                    "i34 /rules/1/parallel-load/boundaries/0",
                    "i35 /rules/1/parallel-load/boundaries/1",
                    "i36 /rules/1/parallel-load/columns",
                    "i37 /rules/1/lob-settings/bulk-max-size",
                    "i38 /rules/1/mapping-parameters",
                    "i39 /rules/1/tag-set",
                    "i40 /rules/1")
            .collect(Collectors.toMap(line -> line.substring(0, 3), line -> line.substring(4)));

    @ParameterizedTest
    @MethodSource("valid")
    void readsWhatDmsAccepts(Path file) throws IOException {
        List<Finding> findings = TableMappings.lint(file.toString(), Files.readString(file));

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
        assertThat(findings)
                .filteredOn(finding -> !finding.code().equals("TM026"))
                .extracting(Finding::code)
                .isEqualTo(REMARKS.getOrDefault(number(file), List.of()));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsAgainWhatItWrote(Path file) throws IOException {
        String json = Files.readString(file);
        TableMappings mappings = TableMappings.parse(file.toString(), json);

        TableMappings again = TableMappings.parse("written", mappings.toJson());

        assertThat(again).isEqualTo(mappings);
        assertThat(again.toJson()).isEqualTo(mappings.toJson());
        assertThat(CanonicalTree.of(mappings.toJson())).isEqualTo(CanonicalTree.of(json));
        assertThat(mappings.rules()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void findsTheMistakeAndNoOther(Path file) throws IOException {
        String code = String.valueOf(file.getFileName()).substring(4, 9).toUpperCase(Locale.ROOT);
        Severity severity = WARNED_ONLY.contains(code) ? Severity.WARNING : Severity.ERROR;
        String json = Files.readString(file);

        List<Finding> findings = TableMappings.lint(file.toString(), json);

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == severity)
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple(code, PLACES.get(number(file))));
        if (severity == Severity.ERROR) {
            assertThatThrownBy(() -> TableMappings.parse(file.toString(), json))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContaining("[" + code + "]");
        }
    }

    private static String number(Path file) {
        return String.valueOf(file.getFileName()).substring(0, 3);
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
