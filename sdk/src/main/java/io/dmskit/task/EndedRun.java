package io.dmskit.task;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a run that has ended: the facts that its {@link Outcome} is judged by.
 *
 * @param task the task after the run
 * @param tables its tables after the run
 */
public record EndedRun(TaskSnapshot task, List<TableState> tables) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the task has not ended
     */
    public EndedRun {
        if (!task.status().ended()) {
            throw new IllegalArgumentException(task.title() + " is " + task.status()
                    + ": only a stopped or failed task has an outcome; await its end first");
        }
        tables = List.copyOf(tables);
    }

    /** Returns why it stopped; an empty reason when the service does not say. */
    public StopReason stopReason() {
        return task.stopReason().orElse(StopReason.NONE);
    }

    /** Returns the service's last words about a failure. */
    public Optional<String> lastFailureMessage() {
        return task.lastFailureMessage();
    }

    /** Returns the tables that the task gave up. */
    public List<TableState> suspendedTables() {
        return tables.stream().filter(TableState::suspended).toList();
    }

    /** Returns the tables of which DMS's validation found rows that differ, or that it could not compare. */
    public List<TableState> invalidTables() {
        return tables.stream().filter(table -> table.validation().failed()).toList();
    }
}
