package io.dmskit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Change;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsDiffTest {
    @Test
    void namesEachSettingThatChanges() {
        TaskSettings before = TaskSettings.parse("before", """
                {"TargetMetadata": {"LobMaxSize": 64}, "Novelty": 1,
                 "Logging": {"LogComponents": [{"Id": "IO", "Severity": "LOGGER_SEVERITY_DEBUG"}]}}""");
        TaskSettings after = TaskSettings.parse("after", """
                {"CharacterSetSettings": {"CharacterSetSupport": {"ReplaceWithCharacterCodePoint": 0}},
                 "Logging": {"LogComponents": [{"Id": "SORTER", "Severity": "LOGGER_SEVERITY_ERROR"}]}}""");

        assertThat(SettingsDiff.between(before, after))
                .containsExactly(
                        change("TargetMetadata.LobMaxSize", "64", "32"),
                        change("Logging.LogComponents.IO", "LOGGER_SEVERITY_DEBUG", "LOGGER_SEVERITY_DEFAULT"),
                        change("Logging.LogComponents.SORTER", "LOGGER_SEVERITY_DEFAULT", "LOGGER_SEVERITY_ERROR"),
                        new Change(
                                "CharacterSetSettings.CharacterSetSupport.ReplaceWithCharacterCodePoint",
                                Optional.empty(),
                                Optional.of("0")),
                        new Change("Novelty", Optional.of("1"), Optional.empty()));
    }

    @Test
    void findsNoDifferenceInWhatTheServiceAddsAndReorders() {
        SettingsDocument sent = SettingsDocument.read("sent", """
                {"ControlTablesSettings": {"HistoryTimeslotInMinutes": 7}, "TTSettings": null,
                 "Logging": {"LogComponents": [{"Id": "IO", "Severity": "LOGGER_SEVERITY_DEBUG"},
                                               {"Id": "SORTER", "Severity": "LOGGER_SEVERITY_DEBUG"}]}}""");
        SettingsDocument returned = SettingsDocument.read("returned", """
                {"TTSettings": {"EnableTT": false, "TTS3Settings": null, "TTRecordSettings": null},
                 "ControlTablesSettings": {"historyTimeslotInMinutes": 7, "HistoryTimeslotInMinutes": 7},
                 "Logging": {"CloudWatchLogGroup": "dms-tasks-i", "CloudWatchLogStream": "dms-task-t",
                             "LogComponents": [{"Id": "PERFORMANCE", "Severity": "LOGGER_SEVERITY_DEFAULT"},
                                               {"Severity": "LOGGER_SEVERITY_DEBUG", "Id": "SORTER"},
                                               {"Id": "IO", "Severity": "LOGGER_SEVERITY_DEBUG"}]}}""");

        assertThat(SettingsDiff.between(sent, returned)).isEmpty();
    }

    @Test
    void forgivesTheServiceWhatItChoosesByItself() {
        TaskSettings wished = TaskSettings.parse("wished", """
                {"ValidationSettings": {"EnableValidation": true}, "Logging": {"DeleteTaskLogs": true},
                 "FullLoadSettings": {"FullLoadEnabled": true}}""");
        String returned = TaskSettings.DEFAULTS
                .with(ValidationSettings.ENABLE_VALIDATION, true)
                .with(ValidationSettings.VALIDATION_MODE, ValidationSettings.ValidationMode.GROUP_LEVEL)
                .toFullJson();

        assertThat(SettingsDiff.fromService(returned, wished)).isEmpty();
        assertThat(SettingsDiff.fromService(returned, TaskSettings.DEFAULTS))
                .containsExactly(change("ValidationSettings.EnableValidation", "true", "false"));
    }

    @Test
    void namesTheChangesThatNeedANewTask() {
        TaskSettings travelling = TaskSettings.DEFAULTS.with(TTSettings.ENABLE_TT, true);

        assertThat(SettingsDiff.refused(
                        TaskSettings.DEFAULTS,
                        Presets.VALIDATION_ONLY.with(TTSettings.ENCRYPTION_MODE, TTSettings.EncryptionMode.SSE_KMS)))
                .containsExactly(change("ValidationSettings.ValidationOnly", "false", "true"));
        assertThat(SettingsDiff.refused(
                        travelling, travelling.with(TTSettings.ENCRYPTION_MODE, TTSettings.EncryptionMode.SSE_KMS)))
                .containsExactly(change("TTSettings.TTS3Settings.EncryptionMode", "SSE_S3", "SSE_KMS"));
    }

    private static Change change(String subject, String before, String after) {
        return new Change(subject, Optional.of(before), Optional.of(after));
    }
}
