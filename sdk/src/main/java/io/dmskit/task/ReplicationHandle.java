package io.dmskit.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/**
 * One replication, whether a task on an instance or a serverless one: start, stop, look and await.
 *
 * <p>Misuse is refused before anything is sent; faults of the service pass through untouched; a wait that can no longer come true
 * ends at once with {@link TaskFailedException}. Borrows its client. Thread-safe.
 */
public abstract sealed class ReplicationHandle permits ReplicationTaskHandle, ServerlessReplicationHandle {
    // https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeTableStatistics.html: 20 to 500.
    static final int PAGE = 500;

    final DatabaseMigrationClient client;
    private final ReplicationKind kind;
    private final String arn;
    private final String identifier;
    private final Poller poller;

    ReplicationHandle(
            DatabaseMigrationClient client, ReplicationKind kind, String arn, String identifier, Poller poller) {
        this.client = client;
        this.kind = kind;
        this.arn = arn;
        this.identifier = identifier;
        this.poller = poller;
    }

    /** Returns whether this is a task or a serverless replication. */
    public ReplicationKind kind() {
        return kind;
    }

    /** Returns the task's ARN; of a serverless replication, its config's. */
    public String arn() {
        return arn;
    }

    /** Returns the task's name. */
    public String identifier() {
        return identifier;
    }

    /**
     * Looks at the task.
     *
     * @throws ResourceNotFoundException if it has been deleted
     */
    public abstract TaskSnapshot describe();

    /** Looks at the tables of the task one by one; pages are fetched as they are needed. */
    public abstract Stream<TableState> tables();

    abstract void sendStart(StartType type);

    abstract void sendStop();

    /** Looks at every table of the task. */
    public List<TableState> tableStatistics() {
        return tables().toList();
    }

    /**
     * Starts the first run, or goes on where the last one ended.
     *
     * @return what the task was before
     * @throws IllegalStateException if it runs, or is on its way from one status to another
     */
    public TaskSnapshot start() {
        TaskSnapshot task = describe();
        return start(StartType.next(task), task);
    }

    /**
     * Starts the task in the given way.
     *
     * @return what the task was before
     * @throws IllegalStateException if the task cannot be started in this way now; it says why, and what to do instead
     */
    public TaskSnapshot start(StartType type) {
        return start(type, describe());
    }

    /**
     * Goes on where the last run ended.
     *
     * @return what the task was before
     * @throws IllegalStateException if it has never run, runs, or is on its way from one status to another
     */
    public TaskSnapshot resume() {
        return start(StartType.RESUME_PROCESSING);
    }

    /**
     * Loads everything again: target tables are dropped or truncated as {@code TargetTablePrepMode} says.
     *
     * @return what the task was before
     * @throws IllegalStateException if it has never run, runs, or loads nothing
     */
    public TaskSnapshot reload() {
        return start(StartType.RELOAD_TARGET);
    }

    /**
     * Stops the task and waits for the end of the run; a run that has ended already is left as it is.
     *
     * @return how the run ended
     * @throws IllegalStateException if the task has never run
     * @throws WaitTimeoutException if it does not stop in time
     */
    public Outcome stop(Duration timeout) {
        Deadline deadline = Deadline.after(timeout, poller.time());
        TaskSnapshot task = await("an end of starting", seen -> !seen.status().starting(), deadline.left());
        if (!task.hasRun()) {
            throw new IllegalStateException(
                    task.title() + " cannot be stopped: it is " + task.status() + " and has never run");
        }
        if (task.status().equals(TaskStatus.RUNNING)) {
            requestStop();
        }
        return awaitStopped(deadline.left());
    }

    /**
     * Waits until the task runs. A run so short that it has ended well meanwhile counts too.
     *
     * @throws TaskFailedException if the run ends badly first
     * @throws WaitTimeoutException if it does not run in time
     */
    public TaskSnapshot awaitRunning(Duration timeout) {
        return await("running", task -> task.status().equals(TaskStatus.RUNNING) || endedWell(task), timeout);
    }

    /**
     * Waits until every table is loaded. The task may go on with changes afterwards.
     *
     * @return the tables
     * @throws IllegalStateException if the task is a cdc task, which loads nothing
     * @throws TaskFailedException if a table is given up or the run ends badly first
     * @throws WaitTimeoutException if it is not done in time
     */
    public List<TableState> awaitFullLoad(Duration timeout) {
        String goal = "a complete full load";
        return poller.until(
                sentence(goal),
                () -> new FullLoad(describe(), tableStatistics()),
                load -> load.check(goal),
                FullLoad::describe,
                timeout);
    }

    /**
     * Waits until a run has ended, well or badly.
     *
     * @return how it ended
     * @throws WaitTimeoutException if it does not end in time
     */
    public Outcome awaitStopped(Duration timeout) {
        TaskSnapshot ended = poller.until(
                kind + " " + identifier + " to stop",
                this::describe,
                task -> Optional.of(task).filter(seen -> seen.status().ended()),
                TaskSnapshot::describe,
                timeout);
        return Outcome.of(ended, tableStatistics());
    }

    /**
     * Waits until the task is as wished.
     *
     * @param what the goal in words, as in "did not get to ..."
     * @param goal whether it is reached
     * @param timeout how long to wait
     * @return the task that met the goal
     * @throws TaskFailedException if the task has failed or stopped, or is being deleted, and the goal does not hold: it will not
     *     come true any more
     * @throws WaitTimeoutException if the goal is not reached in time; it says what was seen last
     */
    public TaskSnapshot await(String what, Predicate<TaskSnapshot> goal, Duration timeout) {
        return poller.until(
                sentence(what), this::describe, task -> reached(what, goal, task), TaskSnapshot::describe, timeout);
    }

    private Optional<TaskSnapshot> reached(String what, Predicate<TaskSnapshot> goal, TaskSnapshot task) {
        if (goal.test(task)) {
            return Optional.of(task);
        }
        if (task.status().ended() || task.status().equals(TaskStatus.DELETING)) {
            throw new TaskFailedException(what, task, suspendedTables());
        }
        return Optional.empty();
    }

    private String sentence(String goal) {
        return kind + " " + identifier + " to get to " + goal;
    }

    private TaskSnapshot start(StartType type, TaskSnapshot task) {
        type.refusal(task).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        sendStart(type);
        return task;
    }

    private void requestStop() {
        try {
            sendStop();
        } catch (InvalidResourceStateException e) {
            if (describe().status().equals(TaskStatus.RUNNING)) {
                throw e;
            }
            // The run ended by itself between the look and the request: that is what was wished.
        }
    }

    private boolean endedWell(TaskSnapshot task) {
        return task.status().ended() && Outcome.of(task, tableStatistics()).succeeded();
    }

    private List<TableState> suspendedTables() {
        return tables().filter(TableState::suspended).toList();
    }

    /** The fault of a service that answers with an empty list. */
    final ResourceNotFoundException absent() {
        return ResourceNotFoundException.builder()
                .message("no " + (kind == ReplicationKind.TASK ? "replication task" : kind) + " has the arn " + arn)
                .build();
    }
}
