package io.dmskit.task;

import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Optional;

/** Judges how a run ended. */
final class Judgement {
    private Judgement() {}

    static Outcome of(EndedRun run) {
        StopReason reason = run.stopReason();
        if (run.task().status().failed() || reason.isFatal() || reason.isTransient()) {
            return new Outcome.Failed(run, reason.isTransient());
        }
        return switch (reason.code()) {
            case StopReason.FULL_LOAD_ONLY_FINISHED -> finishedLoad(run);
            case StopReason.STOPPED_AFTER_FULL_LOAD -> new Outcome.StoppedAfterFullLoad(run);
            case StopReason.STOPPED_AFTER_CACHED_EVENTS -> new Outcome.StoppedAfterCachedChanges(run);
            case StopReason.STOPPED_AT_SERVER_TIME,
                    StopReason.STOPPED_AT_COMMIT_TIME,
                    StopReason.STOPPED_AFTER_DDL_APPLY -> new Outcome.StoppedAtPosition(run);
            case StopReason.NORMAL -> new Outcome.StoppedByRequest(run);
            default -> new Outcome.Unclear(run);
        };
    }

    private static Outcome finishedLoad(EndedRun run) {
        boolean loads = !run.task().migrationType().equals(Optional.of(MigrationType.CDC));
        List<TableState> left = run.tables().stream()
                .filter(table -> loads ? !table.completed() : table.suspended())
                .toList();
        if (!left.isEmpty() || run.task().statistics().tablesErrored() > 0) {
            return new Outcome.SucceededWithSuspendedTables(run, left);
        }
        // A run that is over compares no more rows: what is pending now stays so.
        List<TableState> invalid = run.tables().stream()
                .filter(table ->
                        table.validation().failed() || table.validation().unfinished())
                .toList();
        return invalid.isEmpty() ? new Outcome.Succeeded(run) : new Outcome.SucceededWithInvalidTables(run, invalid);
    }
}
