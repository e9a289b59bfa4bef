package io.dmskit.task;

import io.dmskit.catalog.TableName;
import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.TableState.LoadState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/**
 * One replication, whether a task on an instance or a serverless one: start, stop, look and await.
 *
 * <p>Misuse is refused before anything is sent; faults of the service pass through untouched; a wait that can no longer come true
 * ends at once with {@link TaskFailedException}. Borrows its client. Thread-safe.
 */
public abstract sealed class ReplicationHandle permits ReplicationTaskHandle, ServerlessReplicationHandle {
    // https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeTableStatistics.html: 20 to 500.
    static final int PAGE = 500;

    // https://docs.aws.amazon.com/dms/latest/APIReference/API_ReloadTables.html
    private static final int RELOADED_AT_ONCE = 10;

    final DatabaseMigrationClient client;
    final Poller poller;
    private final ReplicationKind kind;
    private final String arn;
    private final String identifier;
    private final CheckpointLog log;

    ReplicationHandle(
            DatabaseMigrationClient client,
            ReplicationKind kind,
            String arn,
            String identifier,
            Poller poller,
            CheckpointJournal journal) {
        this.client = client;
        this.kind = kind;
        this.arn = arn;
        this.identifier = identifier;
        this.poller = poller;
        this.log = new CheckpointLog(journal, identifier, poller.time().clock());
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

    /**
     * Returns the same handle, which keeps positions: the one captured before a start when it is sent, and the task's recovery
     * checkpoint when {@link #stop} or {@link #awaitStopped} tells the outcome.
     */
    public abstract ReplicationHandle keepingCheckpointsIn(CheckpointJournal journal);

    /**
     * Moves the task to another replication instance, which must have the same or a newer engine version and room for it, and waits
     * for the end of the move. The task is not started.
     *
     * @param replicationInstanceArn the instance that it is moved to
     * @param timeout for everything together
     * @return the task after the move
     * @throws IllegalStateException if the task cannot be moved there now; it says why, and what to do instead
     * @throws UnsupportedOperationException if this is a serverless replication
     * @throws TaskFailedException if the move fails
     * @throws WaitTimeoutException if it is not done in time
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.Moving.html">Moving a task</a>
     */
    public abstract TaskSnapshot move(String replicationInstanceArn, Duration timeout);

    abstract TaskSettings settings();

    abstract void sendStart(StartType type, Start start);

    abstract void sendStop();

    abstract void sendReload(List<TableToReload> tables, ReloadOption option);

    /** Looks at every table of the task. */
    public List<TableState> tableStatistics() {
        return tables().toList();
    }

    /**
     * Starts the first run, or goes on where the last one ended.
     *
     * @throws IllegalStateException if it runs, or is on its way from one status to another
     */
    public Started start() {
        return start(Start.next());
    }

    /**
     * Starts the task in the given way.
     *
     * @throws IllegalStateException if the task cannot be started in this way now; it says why, and what to do instead
     */
    public Started start(StartType type) {
        return start(Start.of(type));
    }

    /**
     * Starts the task as wished. Everything is checked before anything is sent; of the source endpoint, which is looked up for a
     * start position, engine and slot.
     *
     * @throws IllegalStateException if the task cannot be started in this way now; it says why, and what to do instead
     */
    public Started start(Start start) {
        TaskSnapshot task = describe();
        StartType type = start.type().orElseGet(() -> StartType.next(task));
        List<Remark> warnings =
                Remarks.warningsOr(task.title() + " cannot be started with " + type.word(), remarks(type, start, task));
        start.captured().ifPresent(captured -> log.beforeStart(type, captured));
        tolerant(
                () -> sendStart(type, start),
                seen -> seen.status().starting() || seen.status().equals(TaskStatus.RUNNING));
        return new Started(type, task, warnings);
    }

    /** Returns what speaks against a start, errors and warnings; sends nothing that changes anything. */
    public List<Remark> check(Start start) {
        TaskSnapshot task = describe();
        return remarks(start.type().orElseGet(() -> StartType.next(task)), start, task);
    }

    private List<Remark> remarks(StartType type, Start start, TaskSnapshot task) {
        return StartChecks.of(
                type,
                start,
                task,
                () -> SourceEndpoint.of(client, task.sourceEndpointArn()),
                this::settings,
                poller.time().clock().instant());
    }

    /**
     * Goes on where the last run ended.
     *
     * @throws IllegalStateException if it has never run, runs, or is on its way from one status to another
     */
    public Started resume() {
        return start(StartType.RESUME_PROCESSING);
    }

    /**
     * Loads everything again: target tables are dropped or truncated as {@code TargetTablePrepMode} says.
     *
     * @throws IllegalStateException if it has never run, runs, or loads nothing
     */
    public Started reload() {
        return start(StartType.RELOAD_TARGET);
    }

    /**
     * Loads chosen tables of the running task again, or compares their rows again. DMS takes ten tables at once: more are sent in
     * several calls, the first of which may have been accepted when a later one is refused.
     *
     * @param tables names in the source
     * @throws IllegalArgumentException if there is no table, or one twice
     * @throws IllegalStateException if this is not possible now; it says why, and what to do instead
     */
    public TableReload reload(Collection<TableName> tables, ReloadOption option) {
        ReloadChecks.list(tables);
        TaskSnapshot task = describe();
        List<TableState> known = tableStatistics();
        List<Remark> warnings = Remarks.warningsOr(
                "tables of " + task.title() + " cannot be reloaded",
                ReloadChecks.of(option, tables, task, known, this::settings));
        List<TableToReload> all = tables.stream()
                .map(table -> TableToReload.builder()
                        .schemaName(table.schema())
                        .tableName(table.table())
                        .build())
                .toList();
        for (int first = 0; first < all.size(); first += RELOADED_AT_ONCE) {
            sendReload(all.subList(first, Math.min(first + RELOADED_AT_ONCE, all.size())), option);
        }
        Set<TableName> chosen = Set.copyOf(tables);
        return new TableReload(
                option,
                known.stream().filter(table -> chosen.contains(table.table())).toList(),
                warnings);
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
            // A run that ended by itself between the look and the request is what was wished.
            tolerant(this::sendStop, seen -> !seen.status().equals(TaskStatus.RUNNING));
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
        Outcome outcome = Outcome.of(ended, tableStatistics());
        log.after(outcome);
        return outcome;
    }

    /**
     * Waits until the task can be started.
     *
     * @throws TaskFailedException if it is being deleted
     * @throws WaitTimeoutException if it cannot be started in time
     */
    public TaskSnapshot awaitReady(Duration timeout) {
        return await(
                "ready", task -> !task.status().changing() && !task.status().equals(TaskStatus.RUNNING), timeout);
    }

    /**
     * Waits until the task has a status.
     *
     * @throws TaskFailedException if the task ends otherwise, or is being deleted
     * @throws WaitTimeoutException if it does not have the status in time
     */
    public TaskSnapshot await(TaskStatus status, Duration timeout) {
        return await("status " + status, task -> task.status().equals(status), timeout);
    }

    /**
     * Waits until every table is loaded and the changes that were read from the source by then are applied. Counts of the tables
     * tell: what the task leaves out after an error is never applied, and the wait goes on until it times out.
     *
     * @return the tables
     * @throws IllegalStateException if the task is a cdc task, which loads nothing
     * @throws TaskFailedException if a table is given up or the run ends first; a run that ends by itself after its cached changes is
     *     no failure
     * @throws WaitTimeoutException if it is not done in time
     */
    public List<TableState> awaitCachedChanges(Duration timeout) {
        Deadline deadline = Deadline.after(timeout, poller.time());
        Map<TableName, Long> cached = awaitFullLoad(deadline.left()).stream()
                .collect(Collectors.toMap(
                        TableState::table, table -> table.captured().rows()));
        return awaitTables(
                new TableGoal(
                        "applied cached changes",
                        table -> true,
                        table -> table.applied().rows() >= cached.getOrDefault(table.table(), 0L),
                        TableState::suspended),
                deadline.left());
    }

    /**
     * Waits until a table is in a state.
     *
     * @param table its name in the source
     * @throws TaskFailedException if the task gives the table up, or the run ends first
     * @throws WaitTimeoutException if it is not so in time
     */
    public TableState awaitTable(TableName table, LoadState state, Duration timeout) {
        return awaitTables(
                        new TableGoal(
                                table + " in state " + state,
                                seen -> seen.table().equals(table),
                                seen -> seen.state().equals(state),
                                TableState::suspended),
                        timeout)
                .get(0);
    }

    /**
     * Waits until every table is in a state.
     *
     * @return the tables
     * @throws TaskFailedException if the task gives a table up, or the run ends first
     * @throws WaitTimeoutException if it is not so in time
     */
    public List<TableState> awaitTables(LoadState state, Duration timeout) {
        return awaitTables(
                new TableGoal(
                        "every table in state " + state,
                        table -> true,
                        table -> table.state().equals(state),
                        TableState::suspended),
                timeout);
    }

    /**
     * Waits until DMS's own validation has compared every table, well or badly; {@link Validation} says which.
     *
     * @return the tables
     * @throws TaskFailedException if the run ends first
     * @throws WaitTimeoutException if it is not so in time
     */
    public List<TableState> awaitValidation(Duration timeout) {
        return awaitTables(
                new TableGoal(
                        "validated tables",
                        table -> true,
                        table -> !table.validation().unfinished(),
                        table -> false),
                timeout);
    }

    /**
     * Waits until the tables of a reload are loaded again.
     *
     * @return the tables
     * @throws IllegalArgumentException if they are only validated again: await the validation then
     * @throws TaskFailedException if the task gives a table up, or the run ends first
     * @throws WaitTimeoutException if it is not so in time
     */
    public List<TableState> awaitReload(TableReload reload, Duration timeout) {
        if (reload.option() != ReloadOption.DATA_RELOAD) {
            throw new IllegalArgumentException("a " + reload.option()
                    + " of tables loads nothing: await the validation of " + identifier + " instead");
        }
        Map<TableName, Optional<Instant>> before =
                reload.before().stream().collect(Collectors.toMap(TableState::table, TableState::fullLoadStart));
        Predicate<TableState> again =
                table -> !table.fullLoadStart().equals(before.getOrDefault(table.table(), Optional.empty()));
        return awaitTables(
                new TableGoal(
                        "reloaded tables",
                        table -> before.containsKey(table.table()),
                        again.and(TableState::completed),
                        again.and(TableState::suspended)),
                timeout);
    }

    private List<TableState> awaitTables(TableGoal goal, Duration timeout) {
        return poller.until(
                sentence(goal.what()),
                () -> new TableGoal.Sight(describe(), tableStatistics()),
                goal::check,
                goal::describe,
                timeout);
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

    /** Sends a request; a refusal is fine where what was asked is so: the answer to it was lost, and the client asked again. */
    final void tolerant(Runnable request, Predicate<TaskSnapshot> done) {
        try {
            request.run();
        } catch (InvalidResourceStateException e) {
            if (!done.test(describe())) {
                throw e;
            }
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
