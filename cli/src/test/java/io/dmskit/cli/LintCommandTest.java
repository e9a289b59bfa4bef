package io.dmskit.cli;

import static io.dmskit.cli.Typed.dmskit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String SPLIT = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
               "object-locator": {"schema-name": "shop", "table-name": "%"}},
              {"rule-type": "transformation", "rule-id": "2", "rule-name": "names",
               "rule-action": "split-column", "rule-target": "column",
               "object-locator": {"schema-name": "shop", "table-name": "customers"},
               "old-column-name": "full_name", "new-columns": ["first_name", "last_name"], "delimiter": " "}
            ]}
            """;
    private static final String WHOLE_SCHEMA = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
              "object-locator": {"schema-name": "shop", "table-name": "%"}}]}
            """;

    private final Path directory;
    private final Path split;
    private final Path fine;

    LintCommandTest(@TempDir Path directory) {
        this.directory = directory;
        this.split = directory.resolve("split.json");
        this.fine = directory.resolve("fine.json");
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(split, SPLIT);
        Files.writeString(fine, WHOLE_SCHEMA);
    }

    @Test
    void saysNothingAgainstAGoodDocument() {
        Typed lint = dmskit("lint", fine);

        assertThat(lint.exitCode()).isZero();
        assertThat(lint.out()).isEqualTo("nothing to complain about in 1 file\n");
        assertThat(lint.err()).isEmpty();
    }

    @Test
    void refusesASplitColumnAtItsPlaceAndSaysWhatWorks() {
        Typed lint = dmskit("lint", split);

        assertThat(lint.exitCode()).isEqualTo(3);
        assertThat(lint.out())
                .startsWith(split + ":5:")
                .contains("error TM014: ")
                .contains("split-column")
                .contains("add-column")
                .contains("remove-column")
                .contains("     5 |    \"rule-action\": \"split-column\", \"rule-target\": \"column\",\n")
                .contains("^^^^^^")
                .contains("1 error");
    }

    @Test
    void printsOneJsonDocument() throws IOException {
        Typed lint = dmskit("lint", "--json", split, fine);

        JsonNode document = new JsonMapper().readTree(lint.out());
        assertThat(lint.exitCode()).isEqualTo(3);
        assertThat(document.at("/summary/files").asInt()).isEqualTo(2);
        assertThat(document.at("/summary/errors").asInt()).isEqualTo(1);
        JsonNode finding = document.at("/findings/0");
        assertThat(finding.get("file").asText()).isEqualTo(split.toString());
        assertThat(finding.get("line").asInt()).isEqualTo(5);
        assertThat(finding.get("column").asInt()).isPositive();
        assertThat(finding.get("pointer").asText()).isEqualTo("/rules/1/rule-action");
        assertThat(finding.get("code").asText()).isEqualTo("TM014");
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("message").asText()).contains("add-column");
    }

    @Test
    void failsFromTheAskedLevelOn() throws IOException {
        Path wildcard = Files.writeString(directory.resolve("wild.json"), WHOLE_SCHEMA.replace("%", "order_items"));

        assertThat(dmskit("lint", wildcard).exitCode()).isZero();
        assertThat(dmskit("lint", wildcard, "--fail-on", "warning").exitCode()).isEqualTo(3);
    }

    @Test
    void readsEveryOtherFileWhenOneIsNotThere() {
        Typed lint = dmskit("lint", directory.resolve("nowhere.json"), split);

        assertThat(lint.exitCode()).isEqualTo(2);
        assertThat(lint.out()).contains("nowhere.json:1:1: error MF005: there is no such file", "TM014", "in 2 files");
    }

    @Test
    void checksMappingsAndSettingsAgainstWhatIsAroundThem() throws IOException {
        Path views = Files.writeString(
                directory.resolve("views.json"),
                WHOLE_SCHEMA.replace("\"table-name\": \"%\"", "\"table-name\": \"%\", \"table-type\": \"view\""));

        assertThat(dmskit("lint", views).exitCode()).isZero();
        assertThat(dmskit("lint", views, "--type", "full-load-and-cdc"))
                .satisfies(lint -> assertThat(lint.exitCode()).isEqualTo(3))
                .satisfies(lint -> assertThat(lint.out()).contains("TM025"));
    }

    @Test
    void holdsAMigrationFileAgainstItsSource() throws IOException {
        Path migration = Files.writeString(directory.resolve("migration.yaml"), """
                name: shop
                type: full-load
                source: { engine: postgres, database: shop, secret: shop/old }
                target: { engine: postgres, database: shop, secret: shop/new }
                table-mappings: fine.json
                """);
        Path catalog = Files.writeString(directory.resolve("catalog.yaml"), """
                schemas:
                  Shop:
                    orders:
                      columns: { id: bigint not null }
                """);

        assertThat(dmskit("lint", migration).out()).doesNotContain("TM134");
        assertThat(dmskit("lint", migration, "--catalog", catalog).out())
                .contains("fine.json:1:12: warning TM134: include shop.% matches nothing that the source has;"
                        + " its schemas are [Shop]");
    }

    @Test
    void holdsATemplateAgainstTheControls() throws IOException {
        Path template = Files.writeString(directory.resolve("bank.template.json"), """
                {"Resources": {
                  "Instance": {"Type": "AWS::DMS::ReplicationInstance",
                    "Metadata": {"dmskit": {"acknowledged": {"DMS.13": "a rehearsal"}}},
                    "Properties": {"PubliclyAccessible": true}}
                }}
                """);
        Typed lint = dmskit("lint", template);

        assertThat(lint.exitCode()).isEqualTo(3);
        assertThat(lint.out())
                .contains(
                        template + ":4:42: error DMS.1: Instance: PubliclyAccessible is true: set PubliclyAccessible to"
                                + " false; a change replaces the instance\n"
                                + "     4 |     \"Properties\": {\"PubliclyAccessible\": true}}\n"
                                + "       |                                          ^^^^\n")
                .contains("2:3: warning DMS.4: Instance: no Tags are given: add Tags")
                .endsWith("1 error, 1 warning in 1 file, 1 finding acknowledged\n");
        JsonNode document =
                new JsonMapper().readTree(dmskit("lint", "--json", template).out());
        assertThat(document.at("/findings/1/pointer").asText())
                .isEqualTo("/Resources/Instance/Properties/PubliclyAccessible");
        assertThat(document.at("/acknowledged/0/code").asText()).isEqualTo("DMS.13");
        assertThat(document.at("/acknowledged/0/reason").asText()).isEqualTo("a rehearsal");
        JsonNode sarif =
                new JsonMapper().readTree(dmskit("lint", "--sarif", template).out());
        assertThat(sarif.at("/runs/0/tool/driver/rules/0/helpUri").asText()).endsWith("dms-controls.html#dms-1");
        assertThat(sarif.at("/runs/0/results/2/suppressions/0/justification").asText())
                .isEqualTo("a rehearsal");
    }

    @Test
    void readsATemplateWithShortTags() throws IOException {
        Path template = Files.writeString(directory.resolve("bank.yaml"), """
                Parameters: { Public: { Type: String } }
                Resources:
                  Instance:
                    Type: AWS::DMS::ReplicationInstance
                    Properties:
                      PubliclyAccessible: !Ref Public
                      MultiAZ: !If [Large, true, true]
                      Tags: [{ Key: project, Value: !Sub "${AWS::StackName}" }]
                """);

        assertThat(dmskit("lint", template))
                .satisfies(lint -> assertThat(lint.exitCode()).isZero())
                .satisfies(lint -> assertThat(lint.out())
                        .startsWith(template
                                + ":6:27: info DMS.1: Instance: PubliclyAccessible depends on parameter Public:"
                                + " this cannot be known before the deployment\n")
                        .endsWith("1 remark in 1 file\n"));
    }

    @Test
    void saysWhatIsNoTemplate() throws IOException {
        Path template = Files.writeString(directory.resolve("bank.yaml"), "Resources: []");

        assertThat(dmskit("lint", template).out()).contains("error CF001: the template has no Resources");
        assertThat(dmskit("lint", fine, "--as", "template").out()).contains("error CF001");
    }

    @Test
    void suggestsWhatAMistypedOptionMeant() {
        Typed lint = dmskit("lint", "--sariff", fine);

        assertThat(lint.exitCode()).isEqualTo(2);
        assertThat(lint.err()).contains("Unknown option: '--sariff'").contains("--sarif");
    }

    @Test
    void asksForAFile() {
        Typed lint = dmskit("lint");

        assertThat(lint.exitCode()).isEqualTo(2);
        assertThat(lint.err()).contains("lint needs a file");
    }

    @Test
    void listsEveryCode() {
        assertThat(dmskit("lint", "--codes").out())
                .contains(
                        "TM014 no such rule-action: ",
                        "X12   number out of range: ",
                        "CF010 an endpoint",
                        "DMS.13 DMS replication");
    }
}
