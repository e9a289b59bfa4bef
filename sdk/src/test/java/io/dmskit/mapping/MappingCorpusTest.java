package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Corpus;
import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Documents found in public: read, linted and written back with nothing lost. */
class MappingCorpusTest {
    /** What in the corpus is no valid table mapping by the guide, by number of the file, and why. */
    private static final Map<String, List<String>> REFUSED = Map.of(
            "021", List.of("TM004"), // a sample of a transformation alone
            "029", List.of("TM012"), // a sample of AWS with two rules of id 1
            "061", List.of("TM004"), // of DMS Schema Conversion, which has another language
            "062", List.of("TM040", "TM040", "TM040"), // likewise
            "087", List.of("TM040"), // a change-data-type without rule-target
            "090", List.of("TM013", "TM020")); // source in place of object-locator, no rule-name

    @TestFactory
    Stream<DynamicTest> losesNothing() throws IOException {
        return Corpus.files("table-mappings").stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> losesNothing(file)));
    }

    private static void losesNothing(Path file) throws IOException {
        String json = Files.readString(file);

        MappingDocument document = MappingDocument.read(name(file), json);

        List<String> errors = document.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .toList();
        assertThat(errors).isEqualTo(REFUSED.getOrDefault(name(file).substring(0, 3), List.of()));
        if (errors.isEmpty()) {
            String written = document.mappings().toJson();
            assertThat(CanonicalTree.of(written)).isEqualTo(CanonicalTree.of(json));
            assertThat(TableMappings.parse("written", written)).isEqualTo(document.mappings());
        }
    }

    /** Line and code of the first finding for what people really pasted and is no table mapping; by number of the file. */
    @TestFactory
    Stream<DynamicTest> saysWhereItIsNotValid() throws IOException {
        Map<String, String> first = Map.of(
                "001", "TM002 at line 25",
                "002", "TM002 at line 3",
                "003", "TM002 at line 56",
                "004", "TM002 at line 31",
                "005", "TM005 at line 1",
                "006", "TM002 at line 23");
        return Corpus.files("invalid").stream()
                .filter(file -> first.containsKey(name(file).substring(0, 3)))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    List<Finding> findings = TableMappings.lint(name(file), Files.readString(file));

                    assertThat(findings).hasSize(1);
                    assertThat(findings.get(0).code() + " at line "
                                    + findings.get(0).location().line())
                            .isEqualTo(first.get(name(file).substring(0, 3)));
                }));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
