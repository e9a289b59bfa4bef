package io.dmskit.settings;

import io.dmskit.document.Findings;
import java.util.List;

/**
 * Checks across keys that need nothing but the settings. Only what the document says can be an error: a default gives way to what
 * is written.
 */
final class SettingsChecks {
    private static final int ADVISED_CHUNK_KB = 64;
    private static final int MANY_THREADS = 200;

    private final SettingsDocument document;
    private final Findings findings;

    SettingsChecks(SettingsDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void run() {
        lobMode();
        lobSizes();
        threads();
        stops();
        batchApply();
        idleTuning();
        new ValidationChecks(document, findings).run();
        new OptionalSectionChecks(document, findings).run();
    }

    private void lobMode() {
        boolean full = document.says(TargetMetadata.FULL_LOB_MODE, true);
        boolean notLimited = document.says(TargetMetadata.LIMITED_SIZE_LOB_MODE, false);
        if (full && document.says(TargetMetadata.LIMITED_SIZE_LOB_MODE, true)) {
            error(
                    "X1",
                    TargetMetadata.LIMITED_SIZE_LOB_MODE,
                    "FullLobMode and LimitedSizeLobMode are both true: choose one");
        } else if (!full && notLimited && document.says(TargetMetadata.SUPPORT_LOBS, true)) {
            error("X1", TargetMetadata.SUPPORT_LOBS, "SupportLobs needs FullLobMode or LimitedSizeLobMode");
        } else if (!full && notLimited && document.get(TargetMetadata.SUPPORT_LOBS)) {
            warning(
                    "X1",
                    TargetMetadata.LIMITED_SIZE_LOB_MODE,
                    "neither LOB mode is chosen: set FullLobMode to true, or SupportLobs to false");
        }
    }

    private void lobSizes() {
        boolean full = document.says(TargetMetadata.FULL_LOB_MODE, true);
        int chunk = document.get(TargetMetadata.LOB_CHUNK_SIZE);
        if (full && chunk == 0) {
            error("X2", TargetMetadata.LOB_CHUNK_SIZE, "FullLobMode needs a LobChunkSize above 0, in KB");
        } else if (full && chunk > ADVISED_CHUNK_KB) {
            warning("X2", TargetMetadata.LOB_CHUNK_SIZE, "a LobChunkSize above 64 KB may fail the task");
        }
        boolean limited = !full
                && document.get(TargetMetadata.LIMITED_SIZE_LOB_MODE)
                && document.get(TargetMetadata.SUPPORT_LOBS);
        if (limited && document.says(TargetMetadata.LOB_MAX_SIZE, 0)) {
            error("X3", TargetMetadata.LOB_MAX_SIZE, "limited LOB mode needs a LobMaxSize of 1 to 102400 KB");
        }
        if (!full && document.changes(TargetMetadata.INLINE_LOB_MAX_SIZE)) {
            error(
                    "X4",
                    TargetMetadata.INLINE_LOB_MAX_SIZE,
                    "InlineLobMaxSize needs FullLobMode true: larger LOBs travel in that mode");
        }
    }

    private void threads() {
        long threads = document.get(TargetMetadata.PARALLEL_LOAD_THREADS);
        long subTasks = document.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS);
        if (threads * subTasks > MANY_THREADS) {
            warning(
                    "X14",
                    TargetMetadata.PARALLEL_LOAD_THREADS,
                    "ParallelLoadThreads x MaxFullLoadSubTasks is " + threads * subTasks
                            + " threads: the instance needs memory for all of them");
        }
        if (threads <= 1 && document.changes(TargetMetadata.PARALLEL_LOAD_BUFFER_SIZE)) {
            warning(
                    "X15",
                    TargetMetadata.PARALLEL_LOAD_BUFFER_SIZE,
                    "ParallelLoadBufferSize has no effect without ParallelLoadThreads above 1");
        }
        if (document.get(TargetMetadata.PARALLEL_APPLY_THREADS) <= 1
                && document.changes(TargetMetadata.PARALLEL_APPLY_BUFFER_SIZE)) {
            warning(
                    "X15",
                    TargetMetadata.PARALLEL_APPLY_BUFFER_SIZE,
                    "ParallelApplyBufferSize has no effect without ParallelApplyThreads above 1");
        }
    }

    private void stops() {
        if (document.says(FullLoadSettings.STOP_TASK_CACHED_CHANGES_APPLIED, true)
                && document.says(FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED, true)) {
            error(
                    "X11",
                    FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED,
                    "the task cannot stop both before and after cached changes are applied: choose one");
        }
    }

    private void batchApply() {
        if (document.get(ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN)
                > document.get(ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MAX)) {
            Setting<?> written = document.place(ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN)
                            .isPresent()
                    ? ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN
                    : ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MAX;
            error("X27", written, "BatchApplyTimeoutMin is above BatchApplyTimeoutMax");
        }
        if (!document.says(TargetMetadata.BATCH_APPLY_ENABLED, true)) {
            return;
        }
        if (document.says(LoopbackPreventionSettings.ENABLE_LOOPBACK_PREVENTION, true)) {
            error(
                    "X10",
                    TargetMetadata.BATCH_APPLY_ENABLED,
                    "loopback prevention does not work with BatchApplyEnabled: set one of them to false");
        }
        List<String> lenient = List.of(
                        ErrorBehavior.DATA_ERROR_POLICY,
                        ErrorBehavior.APPLY_ERROR_DELETE_POLICY,
                        ErrorBehavior.APPLY_ERROR_INSERT_POLICY,
                        ErrorBehavior.APPLY_ERROR_UPDATE_POLICY)
                .stream()
                .filter(policy -> document.get(policy).equals(policy.defaultValue()))
                .map(Setting::key)
                .toList();
        if (!lenient.isEmpty()) {
            warning(
                    "X9",
                    TargetMetadata.BATCH_APPLY_ENABLED,
                    "one error makes DMS apply the changes of all tables one by one: set " + String.join(", ", lenient)
                            + " to SUSPEND_TABLE");
        }
    }

    private void idleTuning() {
        boolean batches = document.get(TargetMetadata.BATCH_APPLY_ENABLED);
        List<Setting<?>> idle = batches
                ? List.of(ChangeProcessingTuning.MIN_TRANSACTION_SIZE, ChangeProcessingTuning.COMMIT_TIMEOUT)
                : List.of(
                        ChangeProcessingTuning.BATCH_APPLY_PRESERVE_TRANSACTION,
                        ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MIN,
                        ChangeProcessingTuning.BATCH_APPLY_TIMEOUT_MAX,
                        ChangeProcessingTuning.BATCH_APPLY_MEMORY_LIMIT,
                        ChangeProcessingTuning.BATCH_SPLIT_SIZE);
        idle.stream()
                .filter(document::changes)
                .forEach(setting ->
                        warning("X8", setting, setting.key() + " has no effect while BatchApplyEnabled is " + batches));
    }

    private void error(String code, Setting<?> setting, String message) {
        document.nearestPlace(setting).ifPresent(node -> findings.error(code, node, message));
    }

    private void warning(String code, Setting<?> setting, String message) {
        document.nearestPlace(setting).ifPresent(node -> findings.warning(code, node, message));
    }
}
