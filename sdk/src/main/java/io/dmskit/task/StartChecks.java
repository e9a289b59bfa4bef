package io.dmskit.task;

import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcSupport;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What speaks against a start; everything is known before anything is sent. */
final class StartChecks {
    private final StartType type;
    private final Start start;
    private final TaskSnapshot task;
    private final List<Remark> remarks = new ArrayList<>();

    private StartChecks(StartType type, Start start, TaskSnapshot task) {
        this.type = type;
        this.start = start;
        this.task = task;
    }

    /**
     * Checks a start.
     *
     * @param source asked only where a position is given
     * @param settings asked only where tables are loaded again
     */
    static List<Remark> of(
            StartType type,
            Start start,
            TaskSnapshot task,
            Supplier<Optional<SourceEndpoint>> source,
            Supplier<TaskSettings> settings,
            Instant now) {
        StartChecks checks = new StartChecks(type, start, task);
        checks.type();
        checks.positions(now);
        start.from().ifPresent(from -> source.get().ifPresent(endpoint -> checks.engine(endpoint, from)));
        if (type == StartType.RELOAD_TARGET) {
            doNothing(settings.get()).ifPresent(checks.remarks::add);
        }
        return List.copyOf(checks.remarks);
    }

    /** Rows that are still there are loaded a second time, into the same table. */
    static Optional<Remark> doNothing(TaskSettings settings) {
        return settings.get(FullLoadSettings.TARGET_TABLE_PREP_MODE) == TargetTablePrepMode.DO_NOTHING
                ? Optional.of(Remark.warning(
                        "L14",
                        "TargetTablePrepMode is DO_NOTHING: rows stay in the target's tables and are loaded once more;"
                                + " truncate the tables by hand first"))
                : Optional.empty();
    }

    private void type() {
        type.refusal(task).ifPresent(reason -> remarks.add(Remark.error(code(), reason)));
        if (type == StartType.START_REPLICATION
                && task.hasRun()
                && task.migrationType().equals(Optional.of(MigrationType.CDC))
                && start.from().isEmpty()) {
            remarks.add(Remark.warning(
                    "L13",
                    "start-replication without a position forgets where the last run ended: changes made since then are not"
                            + " read; use resume-processing, or give a position"));
        }
    }

    private String code() {
        if (!task.status().ended() && task.hasRun()) {
            return "InvalidResourceState";
        }
        if (task.hasRun()) {
            return type == StartType.RELOAD_TARGET ? "L3" : "L13";
        }
        return type == StartType.RESUME_PROCESSING ? "L2" : "L1";
    }

    private void positions(Instant now) {
        boolean loadsOnly = task.migrationType().equals(Optional.of(MigrationType.FULL_LOAD));
        if (loadsOnly && (start.from().isPresent() || start.until().isPresent())) {
            remarks.add(
                    Remark.error("L5", "a full-load task reads no changes: give it neither start nor stop position"));
        }
        start.from().ifPresent(from -> {
            if (type != StartType.START_REPLICATION) {
                remarks.add(Remark.error(
                        "L13", "a start position (" + from + ") goes with start-replication, not with " + type));
            }
            if (task.kind() == ReplicationKind.SERVERLESS) {
                remarks.add(Remark.error("L6", CdcSupport.refusalOfServerless(from)));
            }
        });
        start.until()
                .filter(stop -> stop.time().isBefore(now))
                .ifPresent(stop -> remarks.add(Remark.warning(
                        "L7",
                        "the stop position " + stop
                                + " is in the past: the task ends once it has applied what came before it")));
    }

    private void engine(SourceEndpoint source, CdcStart from) {
        CdcSupport.refusal(source.engine(), from).ifPresent(reason -> remarks.add(Remark.error("L6", reason)));
        CdcSupport.doubt(source.engine(), from, source.namesSlot())
                .ifPresent(reason -> remarks.add(Remark.warning("L16", reason)));
    }
}
