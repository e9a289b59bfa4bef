package io.dmskit.settings;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks across keys. Only what the document says can exclude each other: a default gives way to what is written. */
final class SettingsChecks {
    private static final int ADVISED_CHUNK_KB = 64;

    private final Map<Setting<?>, Object> values;
    private final Map<Setting<?>, Node> places;
    private final Findings findings;

    SettingsChecks(Map<Setting<?>, Object> values, Map<Setting<?>, Node> places, Findings findings) {
        this.values = values;
        this.places = places;
        this.findings = findings;
    }

    void run(ObjectNode root) {
        lobs();
        stops();
        validation(root);
        batches(root);
        resync(root);
        beforeImage(root);
    }

    private void lobs() {
        boolean full = is(TargetMetadata.FULL_LOB_MODE, true);
        if (full && is(TargetMetadata.LIMITED_SIZE_LOB_MODE, true)) {
            error(
                    "X1",
                    TargetMetadata.LIMITED_SIZE_LOB_MODE,
                    "FullLobMode and LimitedSizeLobMode are both true: choose one");
        }
        if (is(TargetMetadata.SUPPORT_LOBS, true)
                && is(TargetMetadata.FULL_LOB_MODE, false)
                && is(TargetMetadata.LIMITED_SIZE_LOB_MODE, false)) {
            error("X1", TargetMetadata.SUPPORT_LOBS, "SupportLobs needs FullLobMode or LimitedSizeLobMode");
        }
        if (full && number(TargetMetadata.LOB_CHUNK_SIZE) == 0) {
            error("X2", TargetMetadata.LOB_CHUNK_SIZE, "FullLobMode needs a LobChunkSize above 0, in KB");
        }
        if (full && number(TargetMetadata.LOB_CHUNK_SIZE) > ADVISED_CHUNK_KB) {
            warning("X2", TargetMetadata.LOB_CHUNK_SIZE, "a LobChunkSize above 64 KB may fail the task");
        }
        boolean off = is(TargetMetadata.SUPPORT_LOBS, false) || is(TargetMetadata.LIMITED_SIZE_LOB_MODE, false);
        if (!full && !off && number(TargetMetadata.LOB_MAX_SIZE) == 0) {
            error("X3", TargetMetadata.LOB_MAX_SIZE, "limited LOB mode needs a LobMaxSize of 1 to 102400 KB");
        }
    }

    private void stops() {
        if (is(FullLoadSettings.STOP_TASK_CACHED_CHANGES_APPLIED, true)
                && is(FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED, true)) {
            error(
                    "X11",
                    FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED,
                    "the task cannot stop both before and after cached changes are applied: choose one");
        }
    }

    private void validation(ObjectNode root) {
        Object prepared = get(FullLoadSettings.TARGET_TABLE_PREP_MODE);
        if (is(ValidationSettings.VALIDATION_ONLY, true)
                && (!is(ValidationSettings.ENABLE_VALIDATION, true)
                        || prepared != FullLoadSettings.TargetTablePrepMode.DO_NOTHING)) {
            error(
                    "X16",
                    ValidationSettings.VALIDATION_ONLY,
                    "ValidationOnly needs EnableValidation true and TargetTablePrepMode DO_NOTHING");
        }
        if (is(ValidationSettings.ENABLE_VALIDATION, true)
                && root.get("CharacterSetSettings").isPresent()) {
            error("X19", ValidationSettings.ENABLE_VALIDATION, "DMS does not validate beside CharacterSetSettings");
        }
    }

    private void batches(ObjectNode root) {
        if (number(ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN)
                > number(ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MAX)) {
            Setting<?> given = places.containsKey(ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN)
                    ? ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN
                    : ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MAX;
            error("X27", given, "BatchApplyTimeoutMin is above BatchApplyTimeoutMax");
        }
        boolean loopback = holds(root, "LoopbackPreventionSettings", "EnableLoopbackPrevention", "true");
        if (loopback && is(TargetMetadata.BATCH_APPLY_ENABLED, true)) {
            error(
                    "X10",
                    TargetMetadata.BATCH_APPLY_ENABLED,
                    "loopback prevention does not work with BatchApplyEnabled");
        }
        if (is(TargetMetadata.BATCH_APPLY_ENABLED, true)) {
            idle("X8", true, ChangeProcessingTuning.MIN_TRANSACTION_SIZE, ChangeProcessingTuning.COMMIT_TIMEOUT);
        }
    }

    private void idle(String code, boolean batches, Setting<?>... settings) {
        for (Setting<?> setting : List.of(settings)) {
            Object value = values.get(setting);
            if (value != null && !value.equals(setting.defaultValue())) {
                warning(code, setting, setting + " has no effect while BatchApplyEnabled is " + batches);
            }
        }
    }

    private void resync(ObjectNode root) {
        if (is(ResyncSettings.ENABLE_RESYNC, true)
                && !is(ValidationSettings.ENABLE_VALIDATION, true)
                && text(ResyncSettings.VALIDATION_TASK_ID).isEmpty()) {
            root.get("ResyncSettings")
                    .ifPresent(section -> findings.error(
                            "X23", section, "EnableResync needs EnableValidation true or a ValidationTaskId"));
        }
    }

    private void beforeImage(ObjectNode root) {
        if (holds(root, "BeforeImageSettings", "EnableBeforeImage", "true")
                && holds(root, "BeforeImageSettings", "FieldName", "")) {
            root.get("BeforeImageSettings")
                    .ifPresent(section -> findings.error("X21", section, "EnableBeforeImage needs a FieldName"));
        }
    }

    /** Returns whether a carried section has this text under this key; an absent key counts as an empty text. */
    private static boolean holds(ObjectNode root, String section, String key, String text) {
        if (!(root.get(section).orElse(root) instanceof ObjectNode object) || object.equals(root)) {
            return false;
        }
        Node value = object.get(key).orElse(null);
        return value == null
                ? text.isEmpty()
                : value instanceof ScalarNode scalar && scalar.text().equals(text);
    }

    private boolean is(Setting<Boolean> setting, boolean value) {
        return places.containsKey(setting) && get(setting).equals(value);
    }

    private int number(Setting<Integer> setting) {
        return (Integer) get(setting);
    }

    private String text(Setting<String> setting) {
        return (String) get(setting);
    }

    private Object get(Setting<?> setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    /** What is complained about was written: defaults do not contradict each other. */
    private Node place(Setting<?> setting) {
        return Objects.requireNonNull(places.get(setting), setting::toString);
    }

    private void error(String code, Setting<?> setting, String message) {
        findings.error(code, place(setting), message);
    }

    private void warning(String code, Setting<?> setting, String message) {
        findings.warning(code, place(setting), message);
    }
}
