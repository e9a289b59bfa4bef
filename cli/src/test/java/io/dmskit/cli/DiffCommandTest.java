package io.dmskit.cli;

import static io.dmskit.cli.Typed.dmskit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String BEFORE = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
              "object-locator": {"schema-name": "shop", "table-name": "%"}}]}
            """;
    private static final String SAME_OTHERWISE = """
            {"rules": [{"object-locator": {"table-name": "%", "schema-name": "shop"}, "rule-action": "include",
              "rule-id": 7, "rule-name": "everything", "rule-type": "selection", "filters": []}]}
            """;
    private static final String WITHOUT_LOGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
              "object-locator": {"schema-name": "shop", "table-name": "%"}},
             {"rule-type": "selection", "rule-id": "2", "rule-name": "no logs", "rule-action": "exclude",
              "object-locator": {"schema-name": "shop", "table-name": "log%"}}]}
            """;
    private static final String CATALOG = """
            schemas:
              shop:
                orders: { columns: { id: bigint not null }, primary-key: [id] }
                log: { columns: { line: text } }
            """;

    private final Path directory;

    DiffCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void isSilentWhereBothMeanTheSame() throws IOException {
        Typed diff = dmskit("diff", file("a.json", BEFORE), file("b.json", SAME_OTHERWISE));

        assertThat(diff).isEqualTo(new Typed(0, "", ""));
    }

    @Test
    void saysWhichTableGoesNoLonger() throws IOException {
        Typed diff = dmskit(
                "diff",
                file("a.json", BEFORE),
                file("b.json", WITHOUT_LOGS),
                "--catalog",
                file("source.yaml", CATALOG));

        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(diff.out().lines()).hasSize(1).allSatisfy(line -> assertThat(line)
                .startsWith("- table shop.log"));
    }

    @Test
    void comparesTaskSettings() throws IOException {
        Path before = file("a.json", "{\"FullLoadSettings\": {\"CommitRate\": 10000}}");
        Path after = file("b.json", "{\"FullLoadSettings\": {\"CommitRate\": 5000}}");

        Typed diff = dmskit("diff", before, after, "--json");

        JsonNode change = new JsonMapper().readTree(diff.out()).at("/changes/0");
        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(change.get("subject").asText()).isEqualTo("FullLoadSettings.CommitRate");
        assertThat(change.get("before").asText()).isEqualTo("10000");
        assertThat(change.get("after").asText()).isEqualTo("5000");
    }

    @Test
    void passesOverWhatTheServiceFillsIn() throws IOException {
        Path sent = file("a.json", "{\"FullLoadSettings\": {\"CommitRate\": 5000}}");
        Path returned = file(
                "b.json",
                "{\"FullLoadSettings\": {\"CommitRate\": 5000, \"MaxFullLoadSubTasks\": 8},"
                        + " \"Logging\": {\"CloudWatchLogGroup\": \"dms-tasks-x\", \"CloudWatchLogStream\": \"dms-task-y\"}}");

        assertThat(dmskit("diff", sent, returned).exitCode()).isZero();
    }

    @Test
    void wantsTwoDocumentsOfOneKind() throws IOException {
        Typed diff = dmskit("diff", file("a.json", BEFORE), file("b.json", "{\"FullLoadSettings\": {}}"));

        assertThat(diff.exitCode()).isEqualTo(2);
        assertThat(diff.err()).contains("this is task settings and the other table mappings");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
