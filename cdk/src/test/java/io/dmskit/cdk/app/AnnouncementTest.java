package io.dmskit.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementTest {
    private final Path out;

    AnnouncementTest(@TempDir Path out) {
        this.out = out;
    }

    @Test
    void aReplacedTaskIsAnnouncedUntilItIsAllowed() throws IOException {
        synthesise("full-load-and-cdc");
        assertThat(announcement(Map.of()).of("bank")).isEmpty();

        synthesise("cdc");
        assertThat(announcement(Map.of()).of("bank"))
                .singleElement()
                .asString()
                .startsWith("replication task bank-core is taken away: MigrationType full-load-and-cdc → cdc.")
                .endsWith("To allow it say -c replace=bank-core.");
        assertThat(announcement(Map.of()).of("bank")).hasSize(1);
        assertThat(announcement(Map.of("replace", "bank-core")).of("bank")).isEmpty();
        assertThat(announcement(Map.of()).of("bank")).isEmpty();
    }

    @Test
    void whatIsDeployedCanBeGiven() throws IOException {
        synthesise("full-load");
        Path deployed = Files.copy(out.resolve("bank.template.json"), out.resolve("deployed.json"));
        synthesise("cdc");

        assertThat(announcement(Map.of("deployed", deployed.toString())).of("bank"))
                .singleElement()
                .asString()
                .contains("full-load → cdc");
    }

    private Announcement announcement(Map<String, String> choices) {
        Map<String, String> all = new TreeMap<>(choices);
        all.put("migration", "bank.yaml");
        return new Announcement(out, Choices.of(all));
    }

    private void synthesise(String type) throws IOException {
        Files.writeString(out.resolve("bank.template.json"), """
                {"Resources": {"Task": {"Type": "AWS::DMS::ReplicationTask", "Properties": {
                  "ReplicationTaskIdentifier": "bank-core", "MigrationType": "%s"}}}}
                """.formatted(type));
    }
}
