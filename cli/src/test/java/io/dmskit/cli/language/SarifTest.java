package io.dmskit.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.document.Finding;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the OASIS schema of SARIF 2.1.0 asks of a log, of a run, of a result. */
class SarifTest {
    private static final Path ROOT = Path.of("/work space/repository");

    @Test
    void writesWhatTheSchemaAsksFor() throws IOException {
        JsonNode log = write(
                finding("TM014", Severity.ERROR, "/rules/1/rule-action", "dms/table mappings.json"),
                finding("TM026", Severity.WARNING, "/rules/0", "dms/table mappings.json"),
                finding("TM054", Severity.INFO, "", "/elsewhere/a.json"));

        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").asText()).endsWith("sarif-schema-2.1.0.json");
        assertThat(log.get("runs")).hasSize(1);
        JsonNode run = log.at("/runs/0");
        assertThat(run.at("/tool/driver/name").asText()).isEqualTo("dmskit");
        assertThat(run.get("columnKind").asText()).isEqualTo("utf16CodeUnits");
        assertThat(run.at("/originalUriBaseIds/SRCROOT/uri").asText())
                .startsWith("file:///")
                .contains("%20")
                .endsWith("/");
        assertThat(run.get("results")).hasSize(3).allSatisfy(result -> isAResultOf(run, result));
        assertThat(run.get("results"))
                .extracting(result -> result.get("level").asText())
                .containsExactly("error", "warning", "note");
    }

    /** Required by the schema: message, and in it text; an index that fits; lines and columns from 1. */
    private static void isAResultOf(JsonNode run, JsonNode result) {
        JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());
        assertThat(rule.get("id").asText()).isEqualTo(result.get("ruleId").asText());
        assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
        assertThat(rule.at("/help/text").asText()).isNotBlank();
        assertThat(result.at("/message/text").asText()).isEqualTo("mend it");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(3);
        assertThat(result.at("/locations/0/physicalLocation/region/startColumn").asInt())
                .isEqualTo(7);
    }

    @Test
    void namesFilesRelativeToTheRepositoryAndOthersWhole() throws IOException {
        JsonNode log = write(
                finding("TM014", Severity.ERROR, "", "dms/table mappings.json"),
                finding("TM014", Severity.ERROR, "", "/elsewhere/a.json"));

        JsonNode inside = log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation");
        assertThat(inside.get("uri").asText()).isEqualTo("dms/table%20mappings.json");
        assertThat(inside.get("uriBaseId").asText()).isEqualTo("SRCROOT");
        JsonNode outside = log.at("/runs/0/results/1/locations/0/physicalLocation/artifactLocation");
        assertThat(outside.get("uri").asText()).isEqualTo("file:///elsewhere/a.json");
        assertThat(outside.has("uriBaseId")).isFalse();
    }

    @Test
    void isALogTooWhenNothingIsFound() throws IOException {
        assertThat(write().at("/runs/0/results").isArray()).isTrue();
    }

    private static Finding finding(String code, Severity severity, String pointer, String file) {
        return new Finding(code, severity, pointer, new Location(file, 3, 7), "mend it");
    }

    private static JsonNode write(Finding... findings) throws IOException {
        LintReport report = new LintReport(List.of(), List.of(findings), List.of(), 0);
        return new JsonMapper().readTree(new Sarif(report, "0.1.0", ROOT).write());
    }
}
