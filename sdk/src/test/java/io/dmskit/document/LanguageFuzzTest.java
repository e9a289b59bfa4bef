package io.dmskit.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.mapping.MappingDocument;
import io.dmskit.settings.SettingsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever text comes in, reading it ends soon, takes memory in proportion to the text, and answers with findings or with
 * something that is written and read back equal.
 *
 * <p>The long run: {@code mvn -pl sdk test -Dtest=LanguageFuzzTest -Ddmskit.fuzz=10000000}; {@code -Ddmskit.fuzz.seed=N} begins
 * with the document number N, as a failure names it. The seed documents are the golden ones, and the collected public ones of
 * {@code ../../shared/corpus} where that folder is.
 */
class LanguageFuzzTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path CORPUS = Path.of(System.getProperty("dmskit.corpus", "../../shared/corpus"));
    private static final Path MIGRATIONS = Path.of("../task-templates");
    private static final long DOCUMENTS = Long.getLong("dmskit.fuzz", 10_000);
    private static final long FIRST = Long.getLong("dmskit.fuzz.seed", 0);

    @Test
    void tableMappingsAreReadOrRefused() {
        FuzzRun run = new FuzzRun("table mappings", seeds("table-mappings"), LanguageFuzzTest::mapping);

        run.over(FIRST, DOCUMENTS * 6 / 10);

        assertThat(run.accepted()).isPositive();
    }

    @Test
    void taskSettingsAreReadOrRefused() {
        FuzzRun run = new FuzzRun("task settings", seeds("task-settings"), LanguageFuzzTest::settings);

        run.over(FIRST, DOCUMENTS * 3 / 10);

        assertThat(run.accepted()).isPositive();
    }

    @Test
    void yamlIsReadOrRefused() {
        FuzzRun run = new FuzzRun("YAML", migrations(), LanguageFuzzTest::yaml);

        run.over(FIRST, DOCUMENTS / 10);

        assertThat(run.accepted()).isPositive();
    }

    private static boolean mapping(String text) {
        MappingDocument document = MappingDocument.read("fuzz", text);
        if (hasErrors(document.findings())) {
            return false;
        }
        String written = document.valid().toJson();
        MappingDocument again = MappingDocument.read("written", written);
        assertThat(again.valid()).isEqualTo(document.mappings());
        assertThat(again.mappings().toJson()).isEqualTo(written);
        return true;
    }

    private static boolean settings(String text) {
        SettingsDocument document = SettingsDocument.read("fuzz", text);
        if (hasErrors(document.findings())) {
            return false;
        }
        String written = document.valid().toJson();
        SettingsDocument again = SettingsDocument.read("written", written);
        assertThat(again.valid()).isEqualTo(document.settings());
        assertThat(again.settings().toJson()).isEqualTo(written);
        return true;
    }

    private static boolean yaml(String text) {
        try {
            Node node = DocumentReader.yaml("fuzz", text, "MF001");
            assertThat(node.toJson()).isNotEmpty();
            return true;
        } catch (InvalidDocumentException e) {
            hasErrors(e.findings());
            return false;
        }
    }

    private static boolean hasErrors(List<Finding> findings) {
        boolean errors = false;
        for (Finding finding : findings) {
            if (finding.code().isEmpty()
                    || finding.message().isEmpty()
                    || finding.location().line() < 1) {
                throw new AssertionError("a finding says too little: " + finding);
            }
            errors |= finding.severity() == Severity.ERROR;
        }
        return errors;
    }

    private static List<String> seeds(String language) {
        List<Path> folders = new ArrayList<>(List.of(GOLDEN.resolve(language), CORPUS.resolve(language)));
        if (language.equals("table-mappings")) {
            folders.add(CORPUS.resolve("invalid"));
        }
        return folders.stream().flatMap(folder -> texts(folder, ".json")).toList();
    }

    private static List<String> migrations() {
        return texts(MIGRATIONS, "migration.yaml").toList();
    }

    private static Stream<String> texts(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("target"))
                    .sorted()
                    .map(LanguageFuzzTest::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
