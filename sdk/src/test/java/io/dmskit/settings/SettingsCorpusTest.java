package io.dmskit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Documents that others wrote: all are read, and written back with nothing lost but what {@link SettingsWriter} names. The folder
 * is not part of the project; without it the test is skipped.
 */
class SettingsCorpusTest {
    private static final Path CORPUS = Path.of(System.getProperty("dmskit.corpus", "../../shared/corpus"));
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeAll
    static void findTheDocuments() {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println("SKIPPED SettingsCorpusTest: no folder "
                    + CORPUS.toAbsolutePath().normalize() + ", name one with -Ddmskit.corpus");
        }
        assumeTrue(Files.isDirectory(CORPUS));
    }

    @Test
    void writesBackEveryDocumentWithNothingLost() throws IOException {
        for (Path file : files("task-settings")) {
            String json = Files.readString(file);
            TaskSettings settings = SettingsDocument.read(file.toString(), json).settings();

            assertThat(canonical(JSON.readTree(settings.toJson())))
                    .as(file.toString())
                    .isEqualTo(canonical(JSON.readTree(json)));
        }
    }

    /** X24: copied from a task, log group and all. X1: LOBs are asked for and no mode is chosen, in one document. */
    @Test
    void refusesOnlyWhatTheGuideSaysThatDmsRefuses() throws IOException {
        for (Path file : files("task-settings")) {
            List<Finding> findings = TaskSettings.lint(file.toString(), Files.readString(file));

            assertThat(findings)
                    .as(file.toString())
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(Finding::code)
                    .isSubsetOf("X24", "X1");
        }
    }

    @Test
    void saysWhereADocumentBreaks() throws IOException {
        Path file = CORPUS.resolve("invalid/001-amazon-archives-aws-database-migration-tools.json");
        List<String> lines = Files.readAllLines(file);

        List<Finding> findings = TaskSettings.lint("settings.json", Files.readString(file));

        assertThat(findings)
                .extracting(Finding::severity, finding -> finding.location().file())
                .containsExactly(Tuple.tuple(Severity.ERROR, "settings.json"));
        int line = findings.get(0).location().line();
        assertThat(lines.get(line - 1).strip()).startsWith("}");
        assertThat(lines.get(line - 2).strip()).endsWith(",");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    /** The tree without what the writer leaves out, as the writer's Javadoc lists it; an independent account of it. */
    private static JsonNode canonical(JsonNode document) {
        ObjectNode tree = document.deepCopy();
        if (tree.path("Logging") instanceof ObjectNode logging) {
            logging.remove(List.of("CloudWatchLogGroup", "CloudWatchLogStream"));
            components(logging);
        }
        if (tree.path("ControlTablesSettings") instanceof ObjectNode control) {
            control.remove("historyTimeslotInMinutes");
        }
        boolean full = tree.path("TargetMetadata").path("FullLobMode").booleanValue();
        prune(tree, defaults());
        if (full) {
            tree.withObject("TargetMetadata").put("LimitedSizeLobMode", false);
        }
        return tree;
    }

    private static ObjectNode defaults() {
        ObjectNode tree = JSON.createObjectNode();
        Sections.settings()
                .filter(setting -> !(setting.defaultValue() instanceof Structured))
                .forEach(setting -> {
                    ObjectNode section = tree;
                    for (String name : setting.section().split("\\.", -1)) {
                        section = name.isEmpty() ? tree : section.withObjectProperty(name);
                    }
                    Object value = setting.defaultValue();
                    section.set(setting.key(), JSON.valueToTree(value instanceof Enum ? value.toString() : value));
                });
        return tree;
    }

    private static void components(ObjectNode logging) {
        List<JsonNode> entries = Stream.iterate(0, i -> i + 1)
                .limit(logging.path("LogComponents").size())
                .map(i -> logging.path("LogComponents").get(i))
                .filter(entry -> !entry.path("Severity").asText().equals("LOGGER_SEVERITY_DEFAULT"))
                .sorted(Comparator.comparing(entry -> entry.path("Id").asText()))
                .toList();
        logging.remove("LogComponents");
        if (!entries.isEmpty()) {
            logging.putArray("LogComponents").addAll(entries);
        }
    }

    private static void prune(ObjectNode tree, JsonNode defaults) {
        for (Map.Entry<String, JsonNode> member : List.copyOf(tree.properties())) {
            JsonNode value = member.getValue();
            JsonNode byDefault = defaults.path(member.getKey());
            if (value instanceof ObjectNode object && !byDefault.isMissingNode()) {
                prune(object, byDefault);
            }
            boolean known = !byDefault.isMissingNode();
            if (value.isNull() || (known && (value.equals(byDefault) || (value.isObject() && value.isEmpty())))) {
                tree.remove(member.getKey());
            }
        }
    }
}
