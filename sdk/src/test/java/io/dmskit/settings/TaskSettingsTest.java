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
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                {"HologramSettings": {"Depth": 3}, "BeforeImageSettings": null, "Logging": {"A/b": [1.50]},
                 "FullLoadSettings": {"FullLoadEnabled": true}}""";

        TaskSettings settings = TaskSettings.parse("settings.json", json);

        assertThat(settings.carried())
                .containsExactly(
                        Map.entry("/FullLoadSettings/FullLoadEnabled", "true"),
                        Map.entry("/HologramSettings", "{\"Depth\":3}"),
                        Map.entry("/Logging/A~1b", "[1.50]"));
        assertThat(TaskSettings.parse("again", settings.toJson())).isEqualTo(settings);
        assertThat(TaskSettings.lint("settings.json", json))
                .extracting(Finding::code, Finding::severity)
                .containsOnly(org.assertj.core.groups.Tuple.tuple("X33", Severity.WARNING));
    }

    @Test
    void readsEveryNestedSection() {
        TaskSettings settings = TaskSettings.parse("settings.json", """
                {"TTSettings": {"EnableTT": true,
                   "TTS3Settings": {"BucketName": "logs", "ServiceAccessRoleArn": "arn:r", "EnableDeletingFromS3OnTaskDelete": "true"},
                   "TTRecordSettings": {"OperationsToLog": "UPDATE, DELETE", "RawDataFormat": "HEX"}},
                 "Logging": {"LogComponents": [{"Id": "SORTER", "Severity": "LOGGER_SEVERITY_DEBUG"},
                                               {"Id": "IO", "Severity": "LOGGER_SEVERITY_DEFAULT"}],
                             "LogConfiguration": {"TraceOnErrorMb": 20}},
                 "CharacterSetSettings": {
                   "CharacterReplacements": [{"SourceCharacterCodePoint": 62, "TargetCharacterCodePoint": "1F600"}],
                   "CharacterSetSupport": {"CharacterSet": "UTF-8", "ReplaceWithCharacterCodePoint": 0}},
                 "BeforeImageSettings": {"EnableBeforeImage": true, "FieldName": "before", "ColumnFilter": "non-lob"},
                 "LoopbackPreventionSettings": {"EnableLoopbackPrevention": true, "SourceSchema": "a", "TargetSchema": "b"}}
                """);

        assertThat(settings.get(TTSettings.ENABLE_DELETING_FROM_S3_ON_TASK_DELETE))
                .isTrue();
        assertThat(settings.get(TTSettings.OPERATIONS_TO_LOG).logged())
                .containsExactlyInAnyOrder(Operations.Operation.UPDATE, Operations.Operation.DELETE);
        assertThat(settings.get(Logging.LOG_COMPONENTS))
                .isEqualTo(LogComponents.DEFAULT.with(LogComponent.SORTER, LogSeverity.DEBUG));
        assertThat(settings.get(Logging.TRACE_ON_ERROR_MB)).isEqualTo(20);
        assertThat(settings.get(CharacterSetSettings.CHARACTER_REPLACEMENTS).pairs())
                .containsExactly(new CharacterReplacements.Pair(new CodePoint('b'), new CodePoint(0x1F600)));
        assertThat(settings.get(CharacterSetSettings.REPLACE_WITH_CHARACTER_CODE_POINT))
                .isEqualTo(new CodePoint(0));
        assertThat(settings.get(BeforeImageSettings.COLUMN_FILTER)).isEqualTo(BeforeImageSettings.ColumnFilter.NON_LOB);
        assertThat(settings.toJson())
                .contains("\"SourceCharacterCodePoint\": 62")
                .contains("\"TargetCharacterCodePoint\": \"1F600\"")
                .contains("\"OperationsToLog\": \"UPDATE,DELETE\"")
                .contains("\"EnableDeletingFromS3OnTaskDelete\": true")
                .doesNotContain("\"IO\"");
        assertThat(TaskSettings.parse("again", settings.toJson())).isEqualTo(settings);
        assertThat(TaskSettings.fromService(settings.toFullJson())).isEqualTo(settings);
    }

    @Test
    void carriesAListWithEntriesItCannotHold() {
        TaskSettings settings = TaskSettings.parse(
                "settings.json", "{\"Logging\": {\"LogComponents\": [{\"Id\": \"IO\", \"Colour\": \"red\"}]}}");

        assertThat(settings.carried()).containsKey("/Logging/LogComponents");
        assertThat(settings.with(LogComponent.IO, LogSeverity.INFO).carried()).isEmpty();
    }

    @Test
    void takesTheTwinForItsOtherHalfWhenItStandsAlone() {
        TaskSettings alone =
                TaskSettings.parse("settings.json", "{\"ControlTablesSettings\": {\"historyTimeslotInMinutes\": 7}}");
        TaskSettings beside = TaskSettings.parse(
                "settings.json",
                "{\"ControlTablesSettings\": {\"historyTimeslotInMinutes\": 5, \"HistoryTimeslotInMinutes\": 7}}");

        assertThat(alone).isEqualTo(TaskSettings.DEFAULTS.with(ControlTablesSettings.HISTORY_TIMESLOT_IN_MINUTES, 7));
        assertThat(beside).isEqualTo(alone);
        assertThat(beside.toJson()).doesNotContain("historyTimeslot");
    }

    @Test
    void knowsOneLobModeAtATime() {
        TaskSettings full = TaskSettings.parse("settings.json", "{\"TargetMetadata\": {\"FullLobMode\": true}}");

        assertThat(full).isEqualTo(TaskSettings.DEFAULTS.with(TargetMetadata.FULL_LOB_MODE, true));
        assertThat(full.get(TargetMetadata.LIMITED_SIZE_LOB_MODE)).isFalse();
        assertThat(full.toJson()).contains("\"FullLobMode\": true", "\"LimitedSizeLobMode\": false");
        assertThat(full.with(TargetMetadata.FULL_LOB_MODE, false)).isEqualTo(TaskSettings.DEFAULTS);
        assertThatThrownBy(() -> full.with(TargetMetadata.LIMITED_SIZE_LOB_MODE, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set FullLobMode to false instead");
    }

    @Test
    void forgetsTheSizeOfTheLobModeThatTheServiceDoesNotUse() {
        TaskSettings full = TaskSettings.DEFAULTS.with(TargetMetadata.FULL_LOB_MODE, true);

        assertThat(TaskSettings.fromService(full.toFullJson().replace("\"LobMaxSize\": 32", "\"LobMaxSize\": 0")))
                .isEqualTo(full);
        assertThat(TaskSettings.fromService("{\"TargetMetadata\": {\"LobChunkSize\": 0}}"))
                .isEqualTo(TaskSettings.DEFAULTS);
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

        assertThatThrownBy(() ->
                        SettingsDocument.readStrictly("settings.json", json).valid())
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("settings.json:2:3: unknown key FullLoadSetings, did you mean \"FullLoadSettings\"? [X33]\n"
                        + "settings.json:4:28: FullLoadSettings.MaxFullLoadSubTasks is 50: it must be 1 to 49 [X12]\n"
                        + "settings.json:5:5: unknown key FullLoadSettings.CommitRates, did you mean \"CommitRate\"? [X33]\n"
                        + "settings.json:6:30: FullLoadSettings.CreatePkAfterFullLoad is a string: it must be true or false"
                        + " [X33]");
    }

    @Test
    void carriesAMisspeltKeyOfADocumentThatAwsMayAccept() {
        String json = "{\"FullLoadSettings\": {\"CommitRates\": 1}}";

        assertThat(TaskSettings.parse("settings.json", json).carried())
                .containsExactly(Map.entry("/FullLoadSettings/CommitRates", "1"));
        assertThat(TaskSettings.lint("settings.json", json))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("X33", Severity.WARNING));
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThatThrownBy(() -> TaskSettings.parse("settings.json", "{\n  \"Logging\": {},\n}"))
                .hasMessageStartingWith("settings.json:3:")
                .hasMessageContaining("not valid JSON");
    }

    @Test
    void refusesAValueOutOfRangeInJavaToo() {
        assertThatThrownBy(() -> TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FullLoadSettings.CommitRate is 0: it must be 1 to 50000");
    }
}
