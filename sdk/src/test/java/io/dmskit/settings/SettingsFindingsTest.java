package io.dmskit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a settings document alone can show to be wrong; each document has exactly the findings named. */
class SettingsFindingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X12 | /FullLoadSettings/MaxFullLoadSubTasks | {\"FullLoadSettings\":{\"MaxFullLoadSubTasks\":50}}",
                "X33 | /FullLoadSettings/TargetTablePrepMode | {\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE\"}}",
                "X12 | /FullLoadSettings/CommitRate | {\"FullLoadSettings\":{\"CommitRate\":60000}}",
                "X12 | /ChangeProcessingTuning/StatementCacheSize | {\"ChangeProcessingTuning\":{\"StatementCacheSize\":201}}",
                "X12 | /StreamBufferSettings/CtrlStreamBufferSizeInMB | {\"StreamBufferSettings\":{\"CtrlStreamBufferSizeInMB\":9}}",
                "X1 | /TargetMetadata/LimitedSizeLobMode | {\"TargetMetadata\":{\"SupportLobs\":true,\"FullLobMode\":true,\"LimitedSizeLobMode\":true}}",
                "X1 | /TargetMetadata/SupportLobs | {\"TargetMetadata\":{\"SupportLobs\":true,\"FullLobMode\":false,\"LimitedSizeLobMode\":false}}",
                "X2 | /TargetMetadata/LobChunkSize | {\"TargetMetadata\":{\"FullLobMode\":true,\"LobChunkSize\":0}}",
                "X3 | /TargetMetadata/LobMaxSize | {\"TargetMetadata\":{\"LimitedSizeLobMode\":true,\"LobMaxSize\":0}}",
                "X3 | /TargetMetadata/LobMaxSize | {\"TargetMetadata\":{\"LimitedSizeLobMode\":true,\"LobMaxSize\":200000}}",
                "X4 | /TargetMetadata/InlineLobMaxSize | {\"TargetMetadata\":{\"FullLobMode\":true,\"InlineLobMaxSize\":102401}}",
                "X4 | /TargetMetadata/InlineLobMaxSize | {\"TargetMetadata\":{\"InlineLobMaxSize\":64}}",
                "X10 | /TargetMetadata/BatchApplyEnabled | {\"TargetMetadata\":{\"BatchApplyEnabled\":true},\"ErrorBehavior\":{\"DataErrorPolicy\":\"SUSPEND_TABLE\",\"ApplyErrorDeletePolicy\":\"SUSPEND_TABLE\",\"ApplyErrorInsertPolicy\":\"SUSPEND_TABLE\",\"ApplyErrorUpdatePolicy\":\"SUSPEND_TABLE\"},\"LoopbackPreventionSettings\":{\"EnableLoopbackPrevention\":true,\"SourceSchema\":\"a\",\"TargetSchema\":\"b\"}}",
                "X10 | /LoopbackPreventionSettings/EnableLoopbackPrevention | {\"LoopbackPreventionSettings\":{\"EnableLoopbackPrevention\":true,\"SourceSchema\":\"a\"}}",
                "X11 | /FullLoadSettings/StopTaskCachedChangesNotApplied | {\"FullLoadSettings\":{\"StopTaskCachedChangesApplied\":true,\"StopTaskCachedChangesNotApplied\":true}}",
                "X16 | /ValidationSettings/ValidationOnly | {\"ValidationSettings\":{\"ValidationOnly\":true}}",
                "X16 | /ValidationSettings/ValidationOnly | {\"FullLoadSettings\":{\"TargetTablePrepMode\":\"DROP_AND_CREATE\"},\"ValidationSettings\":{\"EnableValidation\":true,\"ValidationPartialLobSize\":32,\"ValidationOnly\":true}}",
                "X19 | /ValidationSettings/EnableValidation | {\"ValidationSettings\":{\"EnableValidation\":true,\"SkipLobColumns\":true},\"CharacterSetSettings\":{\"CharacterSetSupport\":{\"CharacterSet\":\"UTF-8\"}}}",
                "X21 | /BeforeImageSettings/FieldName | {\"BeforeImageSettings\":{\"EnableBeforeImage\":true,\"FieldName\":\"\"}}",
                "X22 | /TTSettings/EnableTT | {\"TTSettings\":{\"EnableTT\":true,\"TTS3Settings\":{\"ServiceAccessRoleArn\":\"arn:r\"}}}",
                "X22 | /TTSettings/TTS3Settings/EncryptionMode | {\"TTSettings\":{\"TTS3Settings\":{\"EncryptionMode\":\"SSE_KMS\"}}}",
                "X23 | /ResyncSettings/MaxResyncTime | {\"ResyncSettings\":{\"EnableResync\":true,\"MaxResyncTime\":3,\"ValidationTaskId\":\"ABC\"}}",
                "X23 | /ResyncSettings/EnableResync | {\"ResyncSettings\":{\"EnableResync\":true}}",
                "X23 | /ResyncSettings | {\"ResyncSettings\":{\"MaxResyncTime\":60}}",
                "X24 | /Logging/CloudWatchLogGroup | {\"Logging\":{\"EnableLogging\":true,\"CloudWatchLogGroup\":\"x\"}}",
                "X24 | /Logging/CloudWatchLogStream | {\"Logging\":{\"CloudWatchLogStream\":\"x\"}}",
                "X13 | /TargetMetadata/ParallelLoadThreads | {\"TargetMetadata\":{\"ParallelLoadThreads\":201}}",
                "X33 | /ErrorBehavior/TableErrorEscalationPolicy | {\"ErrorBehavior\":{\"TableErrorEscalationPolicy\":\"SUSPEND_TABLE\"}}",
                "X33 | /ErrorBehavior/ApplyErrorInsertPolicy | {\"ErrorBehavior\":{\"ApplyErrorInsertPolicy\":\"UPDATE_RECORD\"}}",
                "X33 | /ErrorBehavior/ApplyErrorUpdatePolicy | {\"ErrorBehavior\":{\"ApplyErrorUpdatePolicy\":\"INSERT_RECORD\"}}",
                "X33 | /Logging/LogComponents/0/Severity | {\"Logging\":{\"LogComponents\":[{\"Id\":\"IO\",\"Severity\":\"LOGGER_SEVERITY_LOUD\"}]}}",
                "X33 | /Logging/LogComponents/0 | {\"Logging\":{\"LogComponents\":[7]}}",
                "X33 | /TTSettings/TTRecordSettings/OperationsToLog | {\"TTSettings\":{\"TTRecordSettings\":{\"OperationsToLog\":\"MERGE\"}}}",
                "X33 | /CharacterSetSettings/CharacterReplacements/0 | {\"CharacterSetSettings\":{\"CharacterReplacements\":[{\"SourceCharacterCodePoint\":35}]}}",
                "X33 | /CharacterSetSettings/CharacterSetSupport/ReplaceWithCharacterCodePoint | {\"CharacterSetSettings\":{\"CharacterSetSupport\":{\"ReplaceWithCharacterCodePoint\":\"110000\"}}}",
                "X33 | /CharacterSetSettings/CharacterSetSupport/ReplaceWithCharacterCodePoint | {\"CharacterSetSettings\":{\"CharacterSetSupport\":{\"ReplaceWithCharacterCodePoint\":1e3}}}",
                "X12 | /FullLoadSettings/CommitRate | {\"FullLoadSettings\":{\"CommitRate\":1e999999999}}",
                "X33 | /FullLoadSettings | {\"FullLoadSettings\":[]}",
                "X33 | /Logging/EnableLogging | {\"Logging\":{\"EnableLogging\":\"true\"}}",
                "X33 | `` | [1]",
            })
    void refusesWhatDmsRefuses(String code, String pointer, String json) {
        assertThat(TaskSettings.lint("settings.json", json))
                .extracting(Finding::code, Finding::severity, Finding::pointer)
                .containsExactly(Tuple.tuple(code, Severity.ERROR, pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X1 | /TargetMetadata/LimitedSizeLobMode | {\"TargetMetadata\":{\"LimitedSizeLobMode\":false}}",
                "X2 | /TargetMetadata/LobChunkSize | {\"TargetMetadata\":{\"FullLobMode\":true,\"LobChunkSize\":90}}",
                "X8 | /ChangeProcessingTuning/BatchSplitSize | {\"ChangeProcessingTuning\":{\"BatchSplitSize\":1000}}",
                "X9 | /TargetMetadata/BatchApplyEnabled | {\"TargetMetadata\":{\"BatchApplyEnabled\":true}}",
                "X14 | /TargetMetadata/ParallelLoadThreads | {\"TargetMetadata\":{\"ParallelLoadThreads\":32}}",
                "X15 | /TargetMetadata/ParallelLoadBufferSize | {\"TargetMetadata\":{\"ParallelLoadBufferSize\":100}}",
                "X15 | /TargetMetadata/ParallelApplyBufferSize | {\"TargetMetadata\":{\"ParallelApplyThreads\":1,\"ParallelApplyBufferSize\":100}}",
                "X20 | /ValidationSettings/EnableValidation | {\"ValidationSettings\":{\"EnableValidation\":true}}",
                "X23 | /ResyncSettings/ResyncSchedule | {\"ResyncSettings\":{\"EnableResync\":true,\"ResyncSchedule\":\"30 9 ? * MON-FRI\",\"ValidationTaskId\":\"A\"}}",
                "X24 | /Logging/CloudWatchLogGroup | {\"Logging\":{\"CloudWatchLogGroup\":\"\"}}",
                "X28 | /ErrorBehavior/ApplyErrorUpdatePolicy | {\"ErrorBehavior\":{\"ApplyErrorUpdatePolicy\":\"UPDATE_RECORD\"}}",
                "X33 | /PreMigrationAssessmentRun | {\"PreMigrationAssessmentRun\":{\"EnableAssessmentRun\":true}}",
                "X33 | /FullLoadSettings/ResumeEnabled | {\"FullLoadSettings\":{\"ResumeEnabled\":false}}",
                "X33 | /Logging/ErrorBehavior | {\"Logging\":{\"ErrorBehavior\":{}}}",
                "X33 | /Logging/EnableLoging | {\"Logging\":{\"EnableLoging\":true}}",
                "X33 | /Logging/LogComponents/0/Id | {\"Logging\":{\"LogComponents\":[{\"Id\":\"SORTR\"}]}}",
                "X33 | /FullLoadSettings/CommitRate | {\"FullLoadSettings\":{\"CommitRate\":1,\"CommitRate\":10000}}",
                "X35 | /Logging/LogComponents/0 | {\"Logging\":{\"LogComponents\":[{\"Id\":\"COMMON\",\"Severity\":\"LOGGER_SEVERITY_DETAILED_DEBUG\"}]}}",
            })
    void warnsOfWhatIsSuspicious(String code, String pointer, String json) {
        assertThat(TaskSettings.lint("settings.json", json))
                .extracting(Finding::code, Finding::severity, Finding::pointer)
                .containsExactly(Tuple.tuple(code, Severity.WARNING, pointer));
    }

    @Test
    void complainsOfTheTimeoutThatWasWritten() {
        String json =
                "{\"TargetMetadata\":{\"BatchApplyEnabled\":false},\"ChangeProcessingTuning\":{\"BatchApplyTimeoutMin\":31}}";

        List<Finding> findings = TaskSettings.lint("settings.json", json);

        assertThat(findings)
                .extracting(Finding::code, Finding::pointer)
                .contains(Tuple.tuple("X27", "/ChangeProcessingTuning/BatchApplyTimeoutMin"));
    }

    @Test
    void saysThatABraceIsMissingBeforeASectionInsideAnother() {
        assertThat(TaskSettings.lint("settings.json", "{\"Logging\":{\"ErrorBehavior\":{}}}"))
                .extracting(Finding::message)
                .containsExactly(
                        "unknown key Logging.ErrorBehavior is carried along unchecked; ErrorBehavior is a section of"
                                + " the document: has a brace been forgotten before it?");
    }

    @Test
    void findsInTheSmallestUsefulDocumentOnlyThatLobsAreComparedWhole() {
        String json = """
                {"TargetMetadata":{"SupportLobs":true,"FullLobMode":false,"LimitedSizeLobMode":true,"LobMaxSize":64},
                 "FullLoadSettings":{"TargetTablePrepMode":"TRUNCATE_BEFORE_LOAD","MaxFullLoadSubTasks":8,"CommitRate":10000},
                 "Logging":{"EnableLogging":true},
                 "ErrorBehavior":{"DataErrorPolicy":"SUSPEND_TABLE","FailOnNoTablesCaptured":true},
                 "ValidationSettings":{"EnableValidation":true,"ThreadCount":5}}""";

        assertThat(TaskSettings.lint("settings.json", json))
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(Tuple.tuple("X20", "/ValidationSettings/EnableValidation"));
        assertThat(TaskSettings.lint(
                        "settings.json", json.replace("\"ThreadCount\":5", "\"ValidationPartialLobSize\":64")))
                .isEmpty();
    }
}
