package io.dmskit.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.Severity;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
    static List<Template> templates() {
        return Templates.all();
    }

    @Test
    void areFoundByName() {
        assertThat(Templates.all()).extracting(Template::name).containsExactly("bank", "store", "stores");
        assertThat(Templates.named("bank")).contains(Templates.all().get(0));
        assertThat(Templates.named("casino")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void listEveryFileOfTheirFolder(Template template) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(template.name()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(template.files());
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void areCopiedWhole(Template template, @TempDir Path directory) throws IOException {
        Path file = template.copyTo(directory.resolve("mine"));

        assertThat(file).isRegularFile().hasFileName("migration.yaml");
        assertThat(directory.resolve("mine/table-mappings.json"))
                .hasSameTextualContentAs(Path.of(template.name(), "table-mappings.json"), StandardCharsets.UTF_8);
    }

    @Test
    void neverReplaceAFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("schema.sql"), "-- mine");

        assertThatThrownBy(() -> Templates.all().get(0).copyTo(directory))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("schema.sql");
        assertThat(directory).isDirectoryNotContaining("glob:**migration.yaml");
    }

    @Test
    void sayWhichFilesThereAre() {
        assertThatThrownBy(() -> Templates.all().get(1).open("shcema.sql").close())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageStartingWith(
                        "template store has no file shcema.sql: it has [migration.yaml, table-mappings.json,");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void haveMappingsWithoutErrors(Template template) throws IOException {
        String mappings = new String(template.open("table-mappings.json").readAllBytes(), StandardCharsets.UTF_8)
                .replace("${store}", "0001");

        assertThat(TableMappings.lint("table-mappings.json", mappings))
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(TableMappings.parse("table-mappings.json", mappings).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void describeMigrationsThatCanBeRehearsed(Template template, @TempDir Path directory) throws IOException {
        List<Migration> migrations = MigrationFile.read(template.copyTo(directory));

        assertThat(migrations).isNotEmpty().allSatisfy(migration -> assertThat(
                        migration.rehearsal().orElseThrow().workload().flatMap(Workloads::named))
                .isPresent());
    }

    @Test
    void giveEveryStoreAMigrationOfItsOwn(@TempDir Path directory) throws IOException {
        List<Migration> stores =
                MigrationFile.read(Templates.named("stores").orElseThrow().copyTo(directory));

        assertThat(stores).extracting(Migration::name).containsExactly("store-0001", "store-0002", "store-0003");
        assertThat(stores)
                .extracting(migration -> migration.source().database())
                .containsExactly("store_0001", "store_0002", "store_0003");
        assertThat(stores)
                .extracting(migration -> migration.target().database())
                .containsOnly("headquarters");
        assertThat(stores.get(1).tableMappings().toJson()).contains("'0002'").doesNotContain("${store}");
    }
}
