package io.dmskit.cli;

import static io.dmskit.cli.Typed.dmskit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {
    private static final String UNTIDY = """
            {"rules":[{"rule-name":"all","rule-id":1,"rule-type":"selection","rule-action":"include","filters":[],
            "object-locator":{"table-name":"%","schema-name":"shop"}, "owner": "sales team"}]}""";
    private static final String TIDY = """
            {
              "rules": [
                {
                  "rule-type": "selection",
                  "rule-id": "1",
                  "rule-name": "all",
                  "rule-action": "include",
                  "object-locator": {
                    "schema-name": "shop",
                    "table-name": "%"
                  },
                  "owner": "sales team"
                }
              ]
            }
            """;

    private final Path directory;
    private final Path file;

    FormatCommandTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.file = Files.writeString(directory.resolve("mappings.json"), UNTIDY);
    }

    @Test
    void printsTheCanonicalFormWithWhatItDoesNotKnow() throws IOException {
        Typed format = dmskit("format", file);

        assertThat(format.exitCode()).isZero();
        assertThat(format.out()).isEqualTo(TIDY);
        assertThat(file).hasContent(UNTIDY);
    }

    @Test
    void namesTheFilesThatWouldChange() throws IOException {
        Path tidy = Files.writeString(directory.resolve("tidy.json"), TIDY);

        Typed check = dmskit("format", "--check", file, tidy);

        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out()).isEqualTo(file + "\n");
        assertThat(dmskit("format", "--check", tidy).exitCode()).isZero();
    }

    @Test
    void replacesTheFileAndLeavesNothingBeside() throws IOException {
        Typed write = dmskit("format", "--write", file);

        assertThat(write.exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(TIDY);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void leavesAFileAloneOfWhichSomethingWouldBeLost() throws IOException {
        String broken = UNTIDY.replace("\"include\"", "\"inclde\"");
        Files.writeString(file, broken);

        Typed write = dmskit("format", "--write", file);

        assertThat(write.exitCode()).isEqualTo(2);
        assertThat(write.err()).contains("TM014", "include");
        assertThat(Files.readString(file)).isEqualTo(broken);
    }

    @Test
    void leavesOutWhatTaskSettingsHaveByDefault() throws IOException {
        Path settings = Files.writeString(
                directory.resolve("settings.json"),
                "{\"FullLoadSettings\": {\"CommitRate\": 10000, \"MaxFullLoadSubTasks\": 4}}");

        assertThat(dmskit("format", settings).out()).isEqualTo("""
                {
                  "FullLoadSettings": {
                    "MaxFullLoadSubTasks": 4
                  }
                }
                """);
    }

    @Test
    void keepsSettingsThatContradictEachOtherAndDropsWhatOnlyTheServiceSets() throws IOException {
        Path settings = Files.writeString(
                directory.resolve("settings.json"),
                "{\"TargetMetadata\": {\"LimitedSizeLobMode\": false}, \"Logging\": {\"CloudWatchLogGroup\": \"dms-tasks-x\"}}");

        assertThat(dmskit("format", settings).out()).isEqualTo("""
                {
                  "TargetMetadata": {
                    "LimitedSizeLobMode": false
                  }
                }
                """);
    }

    @Test
    void refusesSettingsOfWhichAValueCannotBeRead() throws IOException {
        Path settings = Files.writeString(
                directory.resolve("settings.json"), "{\"TargetMetadata\": {\"LobMaxSize\": \"large\"}}");

        assertThat(dmskit("format", settings).exitCode()).isEqualTo(2);
    }
}
