package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Resource;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.StartType;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** What replicates, by its name: tasks on an instance, or serverless replications. The waits are the same, the operations are not. */
abstract sealed class Replications permits ReplicationTasks, ReplicationConfigs {
    // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html: ten tables at a time.
    private static final int TABLES_PER_RELOAD = 10;
    private static final Duration TABLES_SHOWN = Duration.ofSeconds(15);

    final DatabaseMigrationClient client;
    final Poller poller;

    Replications(DatabaseMigrationClient client, Poller poller) {
        this.client = client;
        this.poller = poller;
    }

    abstract Resource kind();

    abstract Optional<Work> find(String identifier);

    abstract Work create(String identifier, Migration migration, Parts parts, List<Tag> tags);

    abstract ReplicationHandle handle(Work work);

    abstract void sendModify(Work there, Work.Definition wished);

    /** Starts it; one that ends by itself at a time has to be told that, unless it was told at its creation. */
    abstract void sendStart(Work there, StartType type, Optional<CdcStopPosition> until);

    abstract void sendDelete(Work there);

    abstract void sendReload(Work there, List<TableToReload> tables);

    /** Moves to another instance, where there are any. */
    abstract void sendMove(Work there, String instanceArn);

    /** Modifies what is at rest, and waits for the end of it. */
    final void modify(String identifier, Work.Definition wished, Deadline deadline) {
        Work there = atRest(identifier, deadline);
        LostAnswer.tolerant(() -> sendModify(there, wished), () -> find(identifier)
                .filter(work -> work.status().equals(TaskStatus.MODIFYING))
                .isPresent());
        atRest(identifier, deadline);
    }

    final void move(String identifier, String instanceArn, Deadline deadline) {
        Work there = atRest(identifier, deadline);
        LostAnswer.tolerant(() -> sendMove(there, instanceArn), () -> find(identifier)
                .filter(work -> work.status().equals(TaskStatus.MOVING) || isOn(work, instanceArn))
                .isPresent());
        Work moved = atRest(identifier, deadline);
        if (!isOn(moved, instanceArn)) {
            throw new ApplyException(
                    kind(), identifier, "could not be moved to instance " + instanceArn + ": it is " + moved.status());
        }
    }

    private static boolean isOn(Work work, String instanceArn) {
        return work.instance().equals(Optional.of(instanceArn));
    }

    /** Starts what is at rest, unless it runs already, and waits until it runs. */
    final void start(String identifier, StartType type, Optional<CdcStopPosition> until, Deadline deadline) {
        Work there = settled(identifier, deadline);
        ReplicationHandle handle = handle(there);
        if (!there.runs()) {
            LostAnswer.tolerant(
                    () -> sendStart(there, type, until),
                    () -> find(identifier).filter(Work::runs).isPresent());
        }
        handle.awaitRunning(deadline.left());
    }

    /**
     * Loads the tables that a finished load has not loaded, since they were not there before. A run shows its tables some time after it
     * has come to run, and whether there are new ones is not known before: a selection may meet none.
     */
    final void loadTables(String identifier, Deadline deadline) {
        Work work = find(identifier).orElseThrow();
        Deadline shown = Deadline.after(TABLES_SHOWN, poller.time());
        List<TableToReload> tables = poller.until(
                "the tables of " + identifier,
                () -> Optional.of(unloaded(work))
                        .filter(found -> !found.isEmpty() || shown.left().isZero()),
                deadline.left());
        for (int from = 0; from < tables.size(); from += TABLES_PER_RELOAD) {
            sendReload(work, tables.subList(from, Math.min(from + TABLES_PER_RELOAD, tables.size())));
        }
    }

    /** A resumed run may call a table completed that it has never begun to load. */
    private List<TableToReload> unloaded(Work work) {
        return handle(work)
                .tables()
                .filter(table -> table.state().equals(TableState.LoadState.BEFORE_LOAD)
                        || (table.state().equals(TableState.LoadState.COMPLETED)
                                && table.fullLoadStart().isEmpty()
                                && table.fullLoadRows() == 0))
                .map(table -> TableToReload.builder()
                        .schemaName(table.table().schema())
                        .tableName(table.table().table())
                        .build())
                .toList();
    }

    /** Stops what runs, and waits until nothing is going on with it. */
    final void stop(String identifier, Deadline deadline) {
        Work there = settled(identifier, deadline);
        if (there.runs() || there.status().equals(TaskStatus.STOPPING)) {
            handle(there).stop(deadline.left());
        }
    }

    /** Deletes it, and waits until it is gone; it is stopped first if it runs. */
    final void delete(String identifier, Deadline deadline) {
        if (find(identifier).filter(work -> !work.deleting()).isPresent()) {
            stop(identifier, deadline);
            find(identifier)
                    .filter(work -> !work.deleting())
                    .ifPresent(work -> LostAnswer.tolerant(() -> sendDelete(work), () -> find(identifier)
                            .filter(there -> !there.deleting())
                            .isEmpty()));
        }
        awaitGone(identifier, deadline);
    }

    final void awaitGone(String identifier, Deadline deadline) {
        poller.until(
                kind().word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                Replications::describe,
                deadline.left());
    }

    /** Waits until nothing is going on with it. */
    final Work atRest(String identifier, Deadline deadline) {
        return await(identifier, status -> !status.changing() && !status.equals(TaskStatus.RUNNING), deadline);
    }

    /** Waits until the service is done with what it does to it; a run goes on. */
    private Work settled(String identifier, Deadline deadline) {
        return await(identifier, status -> !status.changing() || status.equals(TaskStatus.STOPPING), deadline);
    }

    private Work await(String identifier, Predicate<TaskStatus> goal, Deadline deadline) {
        return poller.until(
                kind().word() + " " + identifier + " to come to rest",
                () -> find(identifier),
                found -> Optional.of(found.orElseThrow(
                                () -> new ApplyException(kind(), identifier, "is gone: somebody deleted it")))
                        .filter(work -> goal.test(work.status())),
                Replications::describe,
                deadline.left());
    }

    private static String describe(Optional<Work> found) {
        return "status " + found.map(work -> work.status().word()).orElse("absent");
    }

    /**
     * ARNs of what a task is made of.
     *
     * @param instance replication instance; none for a serverless replication
     * @param source source endpoint
     * @param target target endpoint
     */
    record Parts(Optional<String> instance, String source, String target) {}
}
