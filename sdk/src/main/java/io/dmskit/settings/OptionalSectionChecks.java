package io.dmskit.settings;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import java.util.List;

/** Checks of the sections that a task has only when it needs them, and of the policies that work against others. */
final class OptionalSectionChecks {
    private final SettingsDocument document;
    private final Findings findings;

    OptionalSectionChecks(SettingsDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void run() {
        needs(
                "X21",
                BeforeImageSettings.ENABLE_BEFORE_IMAGE,
                List.of(BeforeImageSettings.FIELD_NAME),
                "the field that holds the before image");
        needs(
                "X10",
                LoopbackPreventionSettings.ENABLE_LOOPBACK_PREVENTION,
                List.of(LoopbackPreventionSettings.SOURCE_SCHEMA, LoopbackPreventionSettings.TARGET_SCHEMA),
                "a schema that holds awsdms_loopback_prevention");
        needs(
                "X22",
                TTSettings.ENABLE_TT,
                List.of(TTSettings.BUCKET_NAME, TTSettings.SERVICE_ACCESS_ROLE_ARN),
                "where the time-travel log goes");
        if (document.says(TTSettings.ENCRYPTION_MODE, TTSettings.EncryptionMode.SSE_KMS)
                && document.get(TTSettings.SERVER_SIDE_ENCRYPTION_KMS_KEY_ID).isEmpty()) {
            findings.error(
                    "X22",
                    place(TTSettings.ENCRYPTION_MODE),
                    "EncryptionMode SSE_KMS needs a ServerSideEncryptionKmsKeyId");
        }
        updates();
    }

    private void needs(String code, Setting<Boolean> enabled, List<Setting<String>> needed, String what) {
        if (!document.says(enabled, true)) {
            return;
        }
        for (Setting<String> setting : needed) {
            if (document.get(setting).isEmpty()) {
                findings.error(
                        code,
                        document.place(setting).orElse(place(enabled)),
                        enabled.key() + " needs a " + setting.key() + ": " + what);
            }
        }
    }

    private void updates() {
        if (document.says(ErrorBehavior.APPLY_ERROR_UPDATE_POLICY, ErrorBehavior.UpdatePolicy.UPDATE_RECORD)
                && document.get(TargetMetadata.SUPPORT_LOBS)) {
            findings.warning(
                    "X28",
                    place(ErrorBehavior.APPLY_ERROR_UPDATE_POLICY),
                    "UPDATE_RECORD turns LOB support off for the task: set SupportLobs to false if that is meant");
        }
    }

    private Node place(Setting<?> setting) {
        return document.nearestPlace(setting).orElseThrow();
    }
}
