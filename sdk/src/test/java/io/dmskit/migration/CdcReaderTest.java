package io.dmskit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.document.Finding;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.position.Lsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdcReaderTest {
    private final Path folder;

    CdcReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsWhereChangesStartAndStop() throws IOException {
        Path file = file("cdc", "postgres, settings: { SlotName: bank }", """
                cdc: { start: 4AF/B00000D0, stop: "commit_time: 2018-02-09T12:12:12" }
                """);

        assertThat(MigrationFile.lint(file)).isEmpty();
        assertThat(MigrationFile.read(file)).singleElement().satisfies(migration -> {
            assertThat(migration.cdc().start()).contains(Lsn.parse("4AF/B00000D0"));
            assertThat(migration.cdc().stop()).contains(CdcStopPosition.parse("commit_time:2018-02-09T12:12:12"));
        });
    }

    @Test
    void aFileThatSaysNothingTakesAllChanges() throws IOException {
        assertThat(MigrationFile.read(file("cdc", "postgres", "")))
                .singleElement()
                .satisfies(migration -> assertThat(migration.cdc()).isEqualTo(Cdc.NONE));
    }

    @Test
    void aTimeIsReadAsYamlHoldsIt() throws IOException {
        assertThat(MigrationFile.read(file("cdc", "oracle", "cdc: { start: 2018-03-08T12:12:12 }"))
                        .get(0)
                        .cdc()
                        .start())
                .hasValueSatisfying(start -> assertThat(start).hasToString("2018-03-08T12:12:12"));
        assertThat(MigrationFile.read(file("cdc", "oracle", "cdc: { start: 4468736 }"))
                        .get(0)
                        .cdc()
                        .start())
                .hasValueSatisfying(start -> assertThat(start).hasToString("4468736"));
        assertThat(MigrationFile.read(file("cdc", "sqlserver", "cdc: { start: 00000014:00000061:0001 }"))
                        .get(0)
                        .cdc()
                        .start())
                .hasValueSatisfying(start -> assertThat(start).hasToString("00000014:00000061:0001"));
    }

    @Test
    void saysFileLineAndWhatIsAllowedOfAllThatIsWrong() throws IOException {
        Path file = file("cdc", "postgres", """
                cdc:
                  start: yesterday
                  stop: soon
                  from: here
                """);

        assertThat(MigrationFile.lint(file))
                .extracting(Finding::code, finding -> finding.location().line())
                .containsExactly(tuple("MF004", 7), tuple("L7", 8), tuple("MF002", 9));
        assertThat(MigrationFile.lint(file))
                .extracting(Finding::message)
                .satisfiesExactly(
                        start -> assertThat(start)
                                .startsWith("cdc.start: start is \"yesterday\": it must be a UTC time"),
                        stop -> assertThat(stop)
                                .startsWith("cdc.stop: stop position is \"soon\": it must be server_time:"),
                        key -> assertThat(key).startsWith("unknown key cdc.from"));
    }

    @Test
    void checksAgainstTheTypeAndTheEngine() throws IOException {
        assertThat(codes("full-load", "postgres", "cdc: { stop: \"server_time:2018-02-09T12:12:12\" }"))
                .containsExactly("L5");
        assertThat(codes("cdc", "postgres", "cdc: { start: 2018-03-08T12:12:12 }"))
                .containsExactly("L6");
        assertThat(codes("cdc", "aurora", "cdc: { start: \"bin.000001:4\" }")).containsExactly("L6");
        assertThat(codes("cdc", "mysql", "cdc: { start: \"bin.000001:4\" }")).isEmpty();
    }

    @Test
    void serverlessCapacityTakesAStopAndNoStart() throws IOException {
        String serverless = "capacity: { serverless: { max: 4 } }\n";

        assertThat(codes("cdc", "postgres", serverless + "cdc: { start: 4AF/B00000D0 }"))
                .containsExactly("L6");
        assertThat(codes("cdc", "postgres", serverless + "cdc: { stop: \"server_time:2018-02-09T12:12:12\" }"))
                .isEmpty();
    }

    @Test
    void warnsOfAPositionThatNoSlotHolds() throws IOException {
        assertThat(codes("cdc", "postgres", "cdc: { start: 4AF/B00000D0 }")).containsExactly("L16");
    }

    private List<String> codes(String type, String engine, String section) throws IOException {
        return MigrationFile.lint(file(type, engine, section)).stream()
                .map(Finding::code)
                .filter(code -> code.startsWith("L"))
                .toList();
    }

    private Path file(String type, String engine, String section) throws IOException {
        Files.writeString(folder.resolve("mappings.json"), """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                  "object-locator": {"schema-name": "bank", "table-name": "%"}}]}
                """);
        return Files.writeString(folder.resolve("migration.yaml"), """
                name: bank-core
                type: %s
                source: { database: bank, secret: bank/old, engine: %s }
                target: { engine: postgres, database: bank, secret: bank/new }
                table-mappings: mappings.json
                %s""".formatted(type, engine, section));
    }
}
