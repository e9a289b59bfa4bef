package io.dmskit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskSettingsTest {
    private static final Path SERVICE_DEFAULTS =
            Path.of("src/test/resources/golden/task-settings/service-defaults.json");

    @Test
    void readsAnEmptyTextAsAllDefaults() {
        assertThat(TaskSettings.parse("settings.json", "")).isEqualTo(TaskSettings.DEFAULTS);
        assertThat(TaskSettings.DEFAULTS.toJson()).isEqualTo("{}\n");
    }

    @Test
    void findsNoDifferenceInWhatTheServiceFillsIn() throws IOException {
        String json = Files.readString(SERVICE_DEFAULTS);

        assertThat(TaskSettings.parse("service", json).toJson()).isEqualTo("{}\n");
    }

    @Test
    void fillsInEverythingThatTheServiceFillsIn() throws IOException {
        JsonMapper mapper = new JsonMapper();
        JsonNode expected = mapper.readTree(Files.readString(SERVICE_DEFAULTS));

        JsonNode full = mapper.readTree(TaskSettings.DEFAULTS.toFullJson());

        expected.properties().forEach(section -> section.getValue().properties().forEach(key -> assertThat(
                        full.path(section.getKey()).path(key.getKey()))
                .as(section.getKey() + "." + key.getKey())
                .isEqualTo(key.getValue())));
        assertThat(full.has("ValidationSettings")).isFalse();
        assertThat(full.get("TTSettings").isNull()).isTrue();
        assertThat(full.get("FailTaskWhenCleanTaskResourceFailed").booleanValue())
                .isFalse();
    }

    @Test
    void writesOnlyWhatDiffers() {
        TaskSettings settings = TaskSettings.parse(
                "settings.json", "{\"FullLoadSettings\": {\"CommitRate\": 10000, \"MaxFullLoadSubTasks\": 4}}");

        assertThat(settings.toJson())
                .isEqualTo("{\n  \"FullLoadSettings\": {\n    \"MaxFullLoadSubTasks\": 4\n  }\n}\n");
        assertThat(settings).isEqualTo(TaskSettings.DEFAULTS.with(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS, 4));
        assertThat(settings.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS)).isEqualTo(4);
        assertThat(settings.get(FullLoadSettings.COMMIT_RATE)).isEqualTo(10000);
    }

    @Test
    void readsAgainTheFullDocumentItWrote() {
        TaskSettings settings = TaskSettings.DEFAULTS
                .with(ErrorBehavior.DATA_ERROR_POLICY, ErrorBehavior.Policy.SUSPEND_TABLE)
                .with(ValidationSettings.ENABLE_VALIDATION, true)
                .with(TargetMetadata.TARGET_SCHEMA, "sales")
                .with(Logging.ENABLE_LOGGING, true);

        TaskSettings again = TaskSettings.fromService(settings.toFullJson());

        assertThat(again.get(ErrorBehavior.DATA_ERROR_POLICY)).isEqualTo(ErrorBehavior.Policy.SUSPEND_TABLE);
        assertThat(again.with(TargetMetadata.TARGET_SCHEMA, "sales")).isEqualTo(again);
        assertThat(again.toFullJson()).isEqualTo(settings.toFullJson());
    }

    @Test
    void carriesSectionsItDoesNotKnow() {
        String json = """
                {"TTSettings": {"EnableTT": true}, "Logging": {"LogComponents": [{"Id": "SORTER"}, {"Id": "IO"}]},
                 "HologramSettings": {"Depth": 3}, "BeforeImageSettings": null,
                 "ControlTablesSettings": {"historyTimeslotInMinutes": 7}}""";

        TaskSettings settings = TaskSettings.parse("settings.json", json);

        assertThat(settings.json("TTSettings")).contains("{\"EnableTT\":true}");
        assertThat(settings.json("Logging.LogComponents")).contains("[{\"Id\":\"IO\"},{\"Id\":\"SORTER\"}]");
        assertThat(settings.json("HologramSettings")).contains("{\"Depth\":3}");
        assertThat(TaskSettings.parse("again", settings.toJson())).isEqualTo(settings);
        assertThat(TaskSettings.lint("settings.json", json))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("X33", Severity.WARNING));
    }

    @Test
    void ignoresReadOnlyKeysOfTheServiceButRefusesToSendThem() {
        String json = "{\"Logging\": {\"EnableLogging\": true, \"CloudWatchLogGroup\": \"dms-tasks-x\"}}";

        assertThat(TaskSettings.fromService(json)).isEqualTo(TaskSettings.DEFAULTS.with(Logging.ENABLE_LOGGING, true));
        assertThatThrownBy(() -> TaskSettings.parse("settings.json", json)).hasMessageContaining("[X24]");
    }

    @Test
    void reportsAllProblemsAtOnceWithTheirPlaces() {
        String json = """
                {
                  "FullLoadSetings": {},
                  "FullLoadSettings": {
                    "MaxFullLoadSubTasks": 50,
                    "CommitRates": 1,
                    "CreatePkAfterFullLoad": "yes"
                  }
                }""";

        assertThatThrownBy(() -> TaskSettings.parse("settings.json", json))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("settings.json:2:3: unknown key FullLoadSetings, did you mean \"FullLoadSettings\"? [X33]\n"
                        + "settings.json:4:28: FullLoadSettings.MaxFullLoadSubTasks is 50: it must be 1 to 49 [X12]\n"
                        + "settings.json:5:5: unknown key FullLoadSettings.CommitRates, did you mean \"CommitRate\"? [X33]\n"
                        + "settings.json:6:30: FullLoadSettings.CreatePkAfterFullLoad is a string: it must be true or false"
                        + " [X33]");
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThatThrownBy(() -> TaskSettings.parse("settings.json", "{\n  \"Logging\": {},\n}"))
                .hasMessageStartingWith("settings.json:3:")
                .hasMessageContaining("not valid JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X12 | {\"FullLoadSettings\":{\"MaxFullLoadSubTasks\":50}}",
                "X33 | {\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE\"}}",
                "X12 | {\"FullLoadSettings\":{\"CommitRate\":60000}}",
                "X1  | {\"TargetMetadata\":{\"SupportLobs\":true,\"FullLobMode\":true,\"LimitedSizeLobMode\":true}}",
                "X1  | {\"TargetMetadata\":{\"SupportLobs\":true,\"FullLobMode\":false,\"LimitedSizeLobMode\":false}}",
                "X2  | {\"TargetMetadata\":{\"FullLobMode\":true,\"LobChunkSize\":0}}",
                "X3  | {\"TargetMetadata\":{\"LimitedSizeLobMode\":true,\"LobMaxSize\":0}}",
                "X12 | {\"TargetMetadata\":{\"LimitedSizeLobMode\":true,\"LobMaxSize\":200000}}",
                "X10 | {\"TargetMetadata\":{\"BatchApplyEnabled\":true},\"LoopbackPreventionSettings\":{\"EnableLoopbackPrevention\":true}}",
                "X11 | {\"FullLoadSettings\":{\"StopTaskCachedChangesApplied\":true,\"StopTaskCachedChangesNotApplied\":true}}",
                "X16 | {\"ValidationSettings\":{\"ValidationOnly\":true}}",
                "X21 | {\"BeforeImageSettings\":{\"EnableBeforeImage\":true,\"FieldName\":\"\"}}",
                "X24 | {\"Logging\":{\"EnableLogging\":true,\"CloudWatchLogGroup\":\"x\"}}",
                "X27 | {\"ChangeProcessingTuning\":{\"BatchApplyTimeoutMin\":31}}",
                "X33 | {\"ErrorBehavior\":{\"TableErrorEscalationPolicy\":\"SUSPEND_TABLE\"}}",
                "X33 | {\"ErrorBehavior\":{\"ApplyErrorInsertPolicy\":\"UPDATE_RECORD\"}}",
                "X12 | {\"ResyncSettings\":{\"EnableResync\":true,\"MaxResyncTime\":3}}",
                "X33 | [1]",
            })
    void refusesWhatDmsRefuses(String code, String json) {
        List<Finding> findings = TaskSettings.lint("settings.json", json);

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::code)
                .contains(code);
    }

    @Test
    void refusesAValueOutOfRangeInJavaToo() {
        assertThatThrownBy(() -> TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FullLoadSettings.CommitRate is 0: it must be 1 to 50000");
    }
}
