package io.dmskit.task;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a run ended. The status {@code stopped} alone says nothing: stop reason, last failure message, tables and their validation
 * decide. Tasks and serverless replications have the same outcomes.
 *
 * <p>{@link #of} gives: {@link Succeeded}, {@link SucceededWithSuspendedTables} or {@link SucceededWithInvalidTables} when the work was
 * done, {@link StoppedByRequest}, {@link StoppedAfterFullLoad}, {@link StoppedAfterCachedChanges} and {@link StoppedAtPosition} when
 * the task stopped as somebody asked and can go on, {@link Failed} after an error, {@link Unclear} when the service does not say.
 */
public sealed interface Outcome {
    /** Returns the facts. */
    EndedRun run();

    /** Returns a short phrase for people. */
    String describe();

    /** Returns the tables that the task gave up, or that a finished load did not complete. */
    default List<TableState> suspendedTables() {
        return run().suspendedTables();
    }

    /** Returns the tables of which DMS's own validation found rows that differ, or that it could not or did not compare. */
    default List<TableState> invalidTables() {
        return run().invalidTables();
    }

    /** Returns whether all that was asked was done, for every table, and nothing is known to differ. */
    default boolean succeeded() {
        return !(this instanceof Failed || this instanceof Unclear || this instanceof SucceededWithSuspendedTables)
                && suspendedTables().isEmpty()
                && invalidTables().isEmpty();
    }

    /** Returns the outcome as one JSON document: kind, task, status, stop reason, and every table. */
    default String toJson() {
        return OutcomeDocument.of(this);
    }

    /** The load finished, every table is complete, and none is known to differ. */
    record Succeeded(EndedRun run) implements Outcome {
        @Override
        public String describe() {
            return "succeeded";
        }
    }

    /**
     * The load finished, but not for every table.
     *
     * @param run the facts
     * @param suspendedTables the tables left behind; empty when the service counts errors but names no table
     */
    record SucceededWithSuspendedTables(EndedRun run, List<TableState> suspendedTables) implements Outcome {
        /** Copies the list. */
        public SucceededWithSuspendedTables {
            suspendedTables = List.copyOf(suspendedTables);
        }

        @Override
        public String describe() {
            return "finished without some tables: "
                    + (suspendedTables.isEmpty() ? "the service does not name them" : names(suspendedTables))
                    + differing(invalidTables());
        }
    }

    /**
     * The load finished for every table, and DMS's own validation found rows that differ, or could not or did not compare all.
     *
     * @param run the facts
     * @param invalidTables those tables
     */
    record SucceededWithInvalidTables(EndedRun run, List<TableState> invalidTables) implements Outcome {
        /** Copies the list. */
        public SucceededWithInvalidTables {
            invalidTables = List.copyOf(invalidTables);
        }

        @Override
        public String describe() {
            return "finished" + differing(invalidTables);
        }
    }

    /** Somebody stopped it; on a task that nobody stopped, the service says no more than that it ended. */
    record StoppedByRequest(EndedRun run) implements Outcome {
        @Override
        public String describe() {
            return "stopped by request" + without(run);
        }
    }

    /**
     * The load is done and the changes that came meanwhile are not applied yet, as {@code StopTaskCachedChangesNotApplied} asks;
     * resume to go on.
     */
    record StoppedAfterFullLoad(EndedRun run) implements Outcome {
        @Override
        public String describe() {
            return "stopped after the full load" + without(run);
        }
    }

    /**
     * The load is done and the changes that came meanwhile are applied, as {@code StopTaskCachedChangesApplied} asks; resume to go
     * on.
     */
    record StoppedAfterCachedChanges(EndedRun run) implements Outcome {
        @Override
        public String describe() {
            return "stopped after the cached changes" + without(run);
        }
    }

    /** It reached the point it was to stop at: a server time, a commit time, or a change of a table; the stop reason says which. */
    record StoppedAtPosition(EndedRun run) implements Outcome {
        @Override
        public String describe() {
            return "stopped as planned (" + run.stopReason().code() + ")" + without(run);
        }
    }

    /**
     * An error ended it.
     *
     * @param run the facts
     * @param recoverable whether a later run may succeed without anything being changed
     */
    record Failed(EndedRun run, boolean recoverable) implements Outcome {
        @Override
        public String describe() {
            String reason = run.task().stopReason().map(StopReason::text).orElse("the service gives no reason");
            return (recoverable ? "failed, a resume may succeed: " : "failed: ")
                    + run.lastFailureMessage().orElse(reason)
                    + without(run);
        }
    }

    /** It stopped, and the service does not say why in words known here. */
    record Unclear(EndedRun run) implements Outcome {
        @Override
        public String describe() {
            return "stopped for an unknown reason"
                    + run.task().stopReason().map(text -> ": " + text).orElse("") + without(run);
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
        return Judgement.of(new EndedRun(task, tables));
    }

    private static String without(EndedRun run) {
        List<TableState> suspended = run.suspendedTables();
        return (suspended.isEmpty() ? "" : ", without tables " + names(suspended)) + differing(run.invalidTables());
    }

    private static String differing(List<TableState> tables) {
        return tables.isEmpty()
                ? ""
                : ", not validated: "
                        + tables.stream()
                                .map(table -> table.table() + " ("
                                        + table.validation().describe() + ")")
                                .collect(Collectors.joining(", "));
    }

    private static String names(List<TableState> tables) {
        return tables.stream().map(TableState::describe).collect(Collectors.joining(", "));
    }
}
