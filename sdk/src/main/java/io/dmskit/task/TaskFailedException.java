package io.dmskit.task;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A task ended, or lost tables, while something else was awaited of it. */
public final class TaskFailedException extends RuntimeException {
    private final transient TaskSnapshot task;
    private final transient List<TableState> tablesInError;

    /**
     * Creates the exception.
     *
     * @param awaited what was awaited
     * @param task the task as it was seen last
     * @param tablesInError the tables it has given up
     */
    public TaskFailedException(String awaited, TaskSnapshot task, List<TableState> tablesInError) {
        super(task.title() + " did not get to " + awaited + ": " + task.describe()
                + (tablesInError.isEmpty() ? "" : "; tables in error: " + names(tablesInError)));
        this.task = task;
        this.tablesInError = List.copyOf(tablesInError);
    }

    /** Returns the task as it was seen last. */
    public TaskSnapshot task() {
        return task;
    }

    /** Returns the task's name. */
    public String identifier() {
        return task.identifier();
    }

    /** Returns the status that ended the wait. */
    public TaskStatus status() {
        return task.status();
    }

    /** Returns why the task stopped, if it did and the service says so. */
    public Optional<StopReason> stopReason() {
        return task.stopReason();
    }

    /** Returns the service's last words about a failure. */
    public Optional<String> lastFailureMessage() {
        return task.lastFailureMessage();
    }

    /** Returns the tables that the task has given up. */
    public List<TableState> tablesInError() {
        return tablesInError;
    }

    private static String names(List<TableState> tables) {
        return tables.stream().map(TableState::describe).collect(Collectors.joining(", "));
    }
}
