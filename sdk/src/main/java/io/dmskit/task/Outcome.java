package io.dmskit.task;

import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a run ended. The status {@code stopped} alone says nothing: the stop reason and the tables decide.
 *
 * <p>{@link #of} gives: {@link Succeeded} or {@link SucceededWithSuspendedTables} when the work was done, {@link StoppedByRequest},
 * {@link StoppedAfterFullLoad}, {@link StoppedAfterCachedChanges} and {@link StoppedAtPosition} when the task stopped as somebody
 * asked and can go on, {@link Failed} after an error, {@link Unclear} when the service does not say.
 */
public sealed interface Outcome {
    /** Returns the tables that the task gave up, or that a finished load did not complete. */
    List<TableState> suspendedTables();

    /** Returns a short phrase for people. */
    String describe();

    /** Returns whether all that was asked was done, for every table. */
    default boolean succeeded() {
        return !(this instanceof Failed || this instanceof Unclear || this instanceof SucceededWithSuspendedTables)
                && suspendedTables().isEmpty();
    }

    /** The load finished, and every table is complete. */
    record Succeeded() implements Outcome {
        @Override
        public List<TableState> suspendedTables() {
            return List.of();
        }

        @Override
        public String describe() {
            return "succeeded";
        }
    }

    /**
     * The load finished, but not for every table.
     *
     * @param suspendedTables the tables left behind; empty when the service counts errors but names no table
     */
    record SucceededWithSuspendedTables(List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public SucceededWithSuspendedTables {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "finished without some tables: "
                    + (suspendedTables.isEmpty() ? "the service does not name them" : names(suspendedTables));
        }
    }

    /**
     * Somebody stopped it; on a task that nobody stopped, the service says no more than that it ended.
     *
     * @param suspendedTables the tables given up before
     */
    record StoppedByRequest(List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public StoppedByRequest {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "stopped by request" + without(suspendedTables);
        }
    }

    /**
     * The load is done and the changes that came meanwhile are not applied yet, as {@code StopTaskCachedChangesNotApplied} asks;
     * resume to go on.
     *
     * @param suspendedTables the tables given up before
     */
    record StoppedAfterFullLoad(List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public StoppedAfterFullLoad {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "stopped after the full load" + without(suspendedTables);
        }
    }

    /**
     * The load is done and the changes that came meanwhile are applied, as {@code StopTaskCachedChangesApplied} asks; resume to go
     * on.
     *
     * @param suspendedTables the tables given up before
     */
    record StoppedAfterCachedChanges(List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public StoppedAfterCachedChanges {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "stopped after the cached changes" + without(suspendedTables);
        }
    }

    /**
     * It reached the point it was to stop at: a server time, a commit time, or a change of a table.
     *
     * @param reason which of them
     * @param suspendedTables the tables given up before
     */
    record StoppedAtPosition(StopReason reason, List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public StoppedAtPosition {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "stopped as planned (" + reason.code() + ")" + without(suspendedTables);
        }
    }

    /**
     * An error ended it.
     *
     * @param recoverable whether a later run may succeed without anything being changed
     * @param reason stop reason, if the service gave one
     * @param message the service's last failure message, if it gave one
     * @param suspendedTables the tables given up before
     */
    record Failed(
            boolean recoverable,
            Optional<StopReason> reason,
            Optional<String> message,
            List<TableState> suspendedTables)
            implements Outcome {
        /** Copies the list. */
        public Failed {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return (recoverable ? "failed, a resume may succeed: " : "failed: ")
                    + message.or(() -> reason.map(StopReason::text)).orElse("the service gives no reason")
                    + without(suspendedTables);
        }
    }

    /**
     * It stopped, and the service does not say why in words known here.
     *
     * @param reason what it says, if anything
     * @param suspendedTables the tables given up before
     */
    record Unclear(Optional<StopReason> reason, List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public Unclear {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "stopped for an unknown reason"
                    + reason.map(text -> ": " + text).orElse("") + without(suspendedTables);
        }
    }

    /**
     * Judges a run that has ended.
     *
     * @param task the task after the run
     * @param tables its tables after the run
     * @throws IllegalArgumentException if the task is neither stopped nor failed
     */
    static Outcome of(TaskSnapshot task, List<TableState> tables) {
        if (!task.status().ended()) {
            throw new IllegalArgumentException(task.title() + " is " + task.status()
                    + ": only a stopped or failed task has an outcome; await its end first");
        }
        List<TableState> suspended =
                tables.stream().filter(TableState::suspended).toList();
        StopReason reason = task.stopReason().orElse(new StopReason("", ""));
        if (task.status().failed() || reason.isFatal() || reason.isTransient()) {
            return new Failed(reason.isTransient(), task.stopReason(), task.lastFailureMessage(), suspended);
        }
        return switch (reason.code()) {
            case StopReason.FULL_LOAD_ONLY_FINISHED -> finishedLoad(task, tables);
            case StopReason.STOPPED_AFTER_FULL_LOAD -> new StoppedAfterFullLoad(suspended);
            case StopReason.STOPPED_AFTER_CACHED_EVENTS -> new StoppedAfterCachedChanges(suspended);
            case StopReason.STOPPED_AT_SERVER_TIME,
                    StopReason.STOPPED_AT_COMMIT_TIME,
                    StopReason.STOPPED_AFTER_DDL_APPLY -> new StoppedAtPosition(reason, suspended);
            case StopReason.NORMAL -> new StoppedByRequest(suspended);
            default -> new Unclear(task.stopReason(), suspended);
        };
    }

    private static Outcome finishedLoad(TaskSnapshot task, List<TableState> tables) {
        boolean loads = !task.migrationType().equals(Optional.of(MigrationType.CDC));
        List<TableState> left = tables.stream()
                .filter(table -> loads ? !table.completed() : table.suspended())
                .toList();
        return left.isEmpty() && task.statistics().tablesErrored() == 0
                ? new Succeeded()
                : new SucceededWithSuspendedTables(left);
    }

    private static String without(List<TableState> tables) {
        return tables.isEmpty() ? "" : ", without tables " + names(tables);
    }

    private static String names(List<TableState> tables) {
        return tables.stream().map(TableState::describe).collect(Collectors.joining(", "));
    }
}
