package io.dmskit.settings;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;

/** Checks of the sections ValidationSettings and ResyncSettings against the others. */
final class ValidationChecks {
    private final SettingsDocument document;
    private final Findings findings;

    ValidationChecks(SettingsDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void run() {
        if (document.says(ValidationSettings.VALIDATION_ONLY, true)) {
            validationOnly(place(ValidationSettings.VALIDATION_ONLY));
        }
        if (document.says(ValidationSettings.ENABLE_VALIDATION, true)) {
            besideCharacterSets(place(ValidationSettings.ENABLE_VALIDATION));
            partsOfLobs(place(ValidationSettings.ENABLE_VALIDATION));
        }
        if (document.places().containsKey("ResyncSettings")) {
            resync(place(ResyncSettings.ENABLE_RESYNC));
        }
    }

    private Node place(Setting<?> setting) {
        return document.nearestPlace(setting).orElseThrow();
    }

    private void validationOnly(Node node) {
        if (!document.get(ValidationSettings.ENABLE_VALIDATION)) {
            findings.error("X16", node, "ValidationOnly needs EnableValidation true");
        }
        if (document.get(FullLoadSettings.TARGET_TABLE_PREP_MODE) != FullLoadSettings.TargetTablePrepMode.DO_NOTHING) {
            findings.error(
                    "X16",
                    node,
                    "ValidationOnly needs TargetTablePrepMode DO_NOTHING, not "
                            + document.get(FullLoadSettings.TARGET_TABLE_PREP_MODE) + ": it must not touch the target");
        }
    }

    private void besideCharacterSets(Node node) {
        boolean replaces = document.changes(CharacterSetSettings.CHARACTER_REPLACEMENTS)
                || document.changes(CharacterSetSettings.CHARACTER_SET)
                || document.changes(CharacterSetSettings.REPLACE_WITH_CHARACTER_CODE_POINT);
        if (replaces) {
            findings.error(
                    "X19",
                    node,
                    "DMS does not validate beside CharacterSetSettings: leave one of them out of the task");
        }
    }

    private void partsOfLobs(Node node) {
        boolean limited = document.get(TargetMetadata.SUPPORT_LOBS)
                && document.get(TargetMetadata.LIMITED_SIZE_LOB_MODE)
                && !document.says(TargetMetadata.FULL_LOB_MODE, true)
                && !document.get(ValidationSettings.SKIP_LOB_COLUMNS);
        int longest = document.get(TargetMetadata.LOB_MAX_SIZE);
        int compared = document.get(ValidationSettings.VALIDATION_PARTIAL_LOB_SIZE);
        if (limited && longest != compared) {
            findings.warning(
                    "X20",
                    document.place(ValidationSettings.VALIDATION_PARTIAL_LOB_SIZE)
                            .orElse(node),
                    "ValidationPartialLobSize is " + compared + " and LobMaxSize " + longest
                            + ": LOBs cut off at LobMaxSize will be reported as different; set both alike");
        }
    }

    private void resync(Node node) {
        if (document.place(ResyncSettings.ENABLE_RESYNC).isEmpty()) {
            findings.error("X23", node, "ResyncSettings need EnableResync true or false");
        }
        String schedule = document.get(ResyncSettings.RESYNC_SCHEDULE);
        if (!schedule.isEmpty()) {
            CronSchedule.problem(schedule)
                    .ifPresent(problem -> findings.warning(
                            "X23", place(ResyncSettings.RESYNC_SCHEDULE), "ResyncSchedule: " + problem));
        }
        if (!document.says(ResyncSettings.ENABLE_RESYNC, true)) {
            return;
        }
        if (document.get(ValidationSettings.VALIDATION_ONLY)) {
            findings.error("X23", node, "a validation-only task cannot resync: leave that to the task that replicates");
        } else if (!document.get(ValidationSettings.ENABLE_VALIDATION)
                && document.get(ResyncSettings.VALIDATION_TASK_ID).isEmpty()) {
            findings.error("X23", node, "EnableResync needs EnableValidation true or a ValidationTaskId");
        }
    }
}
