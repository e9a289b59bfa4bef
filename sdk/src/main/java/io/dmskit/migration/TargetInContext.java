package io.dmskit.migration;

import io.dmskit.mapping.TransformationRule;
import io.dmskit.settings.Setting;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TargetMetadata;
import java.util.List;

/** Section TargetMetadata against engines and rules. */
final class TargetInContext {
    private static final int VARCHAR_KB = 32;
    private static final int MOST_THREADS = 32;
    private static final int LEAST_KINESIS_QUEUES = 5;

    private final Surroundings surroundings;
    private final SettingsDocument document;
    private final Report report;

    TargetInContext(Surroundings surroundings, SettingsDocument document, Report report) {
        this.surroundings = surroundings;
        this.document = document;
        this.report = report;
    }

    void run() {
        lobModes();
        batches();
        parallelLoad();
        parallelApply();
        targetSchema();
    }

    private void lobModes() {
        if (EngineGroup.WITHOUT_FULL_LOB_MODE.has(surroundings.target())) {
            refuse("X4b", TargetMetadata.FULL_LOB_MODE, "limited LOB mode is the only one there");
            refuse("X4", TargetMetadata.INLINE_LOB_MAX_SIZE, "it needs full LOB mode, which is not there");
        }
        boolean limited =
                document.get(TargetMetadata.SUPPORT_LOBS) && document.get(TargetMetadata.LIMITED_SIZE_LOB_MODE);
        int longest = document.get(TargetMetadata.LOB_MAX_SIZE);
        if (EngineGroup.ORACLE.has(surroundings.source())
                && limited
                && longest >= VARCHAR_KB
                && document.place(TargetMetadata.LOB_MAX_SIZE).isPresent()) {
            report.warning(
                    "X34",
                    TargetMetadata.LOB_MAX_SIZE,
                    "LobMaxSize is " + longest
                            + " KB: below 32 KB DMS reads Oracle's LOBs as VARCHAR, which is fastest, if no LOB is longer");
        }
    }

    private void refuse(String code, Setting<?> setting, String reason) {
        if (document.changes(setting)) {
            report.error(
                    code,
                    setting,
                    setting.key() + " does not work with target "
                            + surroundings.target().orElseThrow() + ": " + reason);
        }
    }

    private void batches() {
        if (EngineGroup.WITHOUT_BATCHES.has(surroundings.target())) {
            refuse("X6", TargetMetadata.BATCH_APPLY_ENABLED, "batches lose changes there; set it to false");
        }
    }

    private void parallelLoad() {
        known(TargetMetadata.PARALLEL_LOAD_THREADS, EngineGroup.PARALLEL_LOAD);
        known(TargetMetadata.PARALLEL_LOAD_BUFFER_SIZE, EngineGroup.PARALLEL_LOAD);
        known(TargetMetadata.PARALLEL_LOAD_QUEUES_PER_THREAD, EngineGroup.STREAMS);
        if (EngineGroup.PARALLEL_LOAD.has(surroundings.target())
                && !EngineGroup.DYNAMODB.has(surroundings.target())
                && document.get(TargetMetadata.PARALLEL_LOAD_THREADS) > MOST_THREADS) {
            report.error(
                    "X13",
                    TargetMetadata.PARALLEL_LOAD_THREADS,
                    "ParallelLoadThreads is " + document.get(TargetMetadata.PARALLEL_LOAD_THREADS) + ": with target "
                            + surroundings.target().orElseThrow() + " at most 32 are allowed");
        }
        int queues = document.get(TargetMetadata.PARALLEL_LOAD_QUEUES_PER_THREAD);
        if (EngineGroup.STREAMS.has(surroundings.target())
                && !EngineGroup.KAFKA.has(surroundings.target())
                && queues > 1
                && queues < LEAST_KINESIS_QUEUES) {
            report.error(
                    "X13",
                    TargetMetadata.PARALLEL_LOAD_QUEUES_PER_THREAD,
                    "ParallelLoadQueuesPerThread is " + queues + ": with target kinesis it must be 5 to 512");
        }
    }

    private void parallelApply() {
        known(TargetMetadata.PARALLEL_APPLY_THREADS, EngineGroup.PARALLEL_APPLY);
        known(TargetMetadata.PARALLEL_APPLY_BUFFER_SIZE, EngineGroup.PARALLEL_APPLY);
        known(TargetMetadata.PARALLEL_APPLY_QUEUES_PER_THREAD, EngineGroup.PARALLEL_APPLY);
    }

    private void known(Setting<Integer> setting, EngineGroup targets) {
        if (document.get(setting) > 1 && targets.hasNot(surroundings.target())) {
            report.warning(
                    "X13",
                    setting,
                    setting.key() + " has no effect with target "
                            + surroundings.target().orElseThrow() + ": it is for " + targets);
        }
    }

    private void targetSchema() {
        if (!document.changes(TargetMetadata.TARGET_SCHEMA)) {
            return;
        }
        if (EngineGroup.MYSQL.has(surroundings.target())) {
            report.warning(
                    "X26",
                    TargetMetadata.TARGET_SCHEMA,
                    "leave TargetSchema empty for target "
                            + surroundings.target().orElseThrow()
                            + ", where a schema is a database: rename the schema in the table mappings");
        }
        List<Long> renames = surroundings.mappings().stream()
                .flatMap(mappings -> mappings.mappings().rules().stream())
                .filter(rule -> rule instanceof TransformationRule transformation
                        && transformation.target() == TransformationRule.Target.SCHEMA)
                .map(rule -> rule.id())
                .toList();
        if (!renames.isEmpty()) {
            report.warning(
                    "X26",
                    TargetMetadata.TARGET_SCHEMA,
                    "TargetSchema has no effect on the schemas that rules " + renames
                            + " rename: say it in one place, the rules");
        }
    }
}
