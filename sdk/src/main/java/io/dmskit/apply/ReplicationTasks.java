package io.dmskit.apply;

import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStartTime;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationTaskHandle;
import io.dmskit.task.StartType;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** Replication tasks, by their names. */
final class ReplicationTasks {
    private static final ApplyStep.Resource KIND = ApplyStep.Resource.REPLICATION_TASK;

    // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html: ten tables at a time.
    private static final int TABLES_PER_RELOAD = 10;

    private final DatabaseMigrationClient client;
    private final Poller poller;

    ReplicationTasks(DatabaseMigrationClient client, Poller poller) {
        this.client = client;
        this.poller = poller;
    }

    Optional<ReplicationTask> find(String identifier) {
        return Lookup.first(() -> client.describeReplicationTasks(
                        request -> request.filters(Lookup.by("replication-task-id", identifier)))
                .replicationTasks());
    }

    ReplicationTaskHandle handle(ReplicationTask task) {
        return ReplicationTaskHandle.over(client, task, poller);
    }

    ReplicationTask create(String identifier, Migration migration, Parts parts, List<Tag> tags) {
        CreateReplicationTaskRequest.Builder request = CreateReplicationTaskRequest.builder()
                .replicationTaskIdentifier(identifier)
                .migrationType(migration.type().word())
                .replicationInstanceArn(parts.instance())
                .sourceEndpointArn(parts.source())
                .targetEndpointArn(parts.target())
                .tableMappings(migration.tableMappings().toJson())
                .replicationTaskSettings(migration.taskSettings().toJson())
                .tags(tags);
        migration.cdc().start().ifPresent(start -> {
            if (start instanceof CdcStartTime time) {
                request.cdcStartTime(time.time());
            } else {
                request.cdcStartPosition(start.toString());
            }
        });
        migration.cdc().stop().ifPresent(stop -> request.cdcStopPosition(stop.toString()));
        return client.createReplicationTask(request.build()).replicationTask();
    }

    /**
     * Modifies a task at rest and waits for the end of it. Settings are given in full, since the service fills in what is left out,
     * and with what is not documented.
     */
    void modify(String identifier, Migration wished, Deadline deadline) {
        modify(
                identifier,
                wished.type().word(),
                wished.tableMappings().toJson(),
                wished.taskSettings().toFullJson(),
                deadline);
    }

    /** Gives a task what it was found with. */
    void restore(ReplicationTask found, Deadline deadline) {
        String settings = Optional.ofNullable(found.replicationTaskSettings()).orElse("");
        modify(
                found.replicationTaskIdentifier(),
                found.migrationTypeAsString(),
                found.tableMappings(),
                TaskSettings.fromService(settings).toFullJson(),
                deadline);
    }

    private void modify(String identifier, String type, String mappings, String settings, Deadline deadline) {
        ReplicationTask there = atRest(identifier, deadline);
        LostAnswer.tolerant(
                () -> client.modifyReplicationTask(request -> {
                    request.replicationTaskArn(there.replicationTaskArn())
                            .tableMappings(mappings)
                            .replicationTaskSettings(settings);
                    if (!type.equals(there.migrationTypeAsString())) {
                        request.migrationType(type);
                    }
                }),
                () -> find(identifier)
                        .filter(task -> TaskStatus.MODIFYING.equals(new TaskStatus(task.status())))
                        .isPresent());
        atRest(identifier, deadline);
    }

    void move(String identifier, String instanceArn, Deadline deadline) {
        ReplicationTask there = atRest(identifier, deadline);
        client.moveReplicationTask(request ->
                request.replicationTaskArn(there.replicationTaskArn()).targetReplicationInstanceArn(instanceArn));
        atRest(identifier, deadline);
    }

    /** Starts a task at rest, unless it runs already, and waits until it runs. */
    void start(String identifier, StartType type, Deadline deadline) {
        ReplicationTask there = settled(identifier, deadline);
        ReplicationTaskHandle task = handle(there);
        if (!new TaskStatus(there.status()).equals(TaskStatus.RUNNING)) {
            LostAnswer.tolerant(
                    () -> client.startReplicationTask(
                            request -> request.replicationTaskArn(task.arn()).startReplicationTaskType(type.word())),
                    () -> task.describe().status().equals(TaskStatus.STARTING)
                            || task.describe().status().equals(TaskStatus.RUNNING));
        }
        task.awaitRunning(deadline.left());
    }

    /**
     * Loads the tables that a running task with a finished load has not loaded, since they were not there before.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html">Reloading tables</a>
     */
    void loadTables(ReplicationTaskHandle task) {
        List<TableToReload> tables = task.tableStatistics().stream()
                .filter(table -> table.state().equals(TableState.LoadState.BEFORE_LOAD))
                .map(table -> TableToReload.builder()
                        .schemaName(table.table().schema())
                        .tableName(table.table().table())
                        .build())
                .toList();
        for (int from = 0; from < tables.size(); from += TABLES_PER_RELOAD) {
            List<TableToReload> some = tables.subList(from, Math.min(from + TABLES_PER_RELOAD, tables.size()));
            client.reloadTables(request -> request.replicationTaskArn(task.arn())
                    .reloadOption(ReloadOptionValue.DATA_RELOAD)
                    .tablesToReload(some));
        }
    }

    /** Waits until a created task can be started. */
    void awaitReady(String identifier, Deadline deadline) {
        atRest(identifier, deadline);
    }

    /** Stops a task that runs, and waits until nothing is going on with it. */
    void stop(String identifier, Deadline deadline) {
        ReplicationTask there = settled(identifier, deadline);
        TaskStatus status = new TaskStatus(there.status());
        if (status.equals(TaskStatus.RUNNING) || status.equals(TaskStatus.STOPPING)) {
            handle(there).stop(deadline.left());
        }
    }

    /** Deletes the task, which is stopped first if it runs. */
    void delete(String identifier, Deadline deadline) {
        if (find(identifier).filter(task -> !deleting(task)).isPresent()) {
            stop(identifier, deadline);
            find(identifier)
                    .filter(task -> !deleting(task))
                    .ifPresent(task -> LostAnswer.tolerant(
                            () -> client.deleteReplicationTask(
                                    request -> request.replicationTaskArn(task.replicationTaskArn())),
                            () -> find(identifier)
                                    .filter(there -> !deleting(there))
                                    .isEmpty()));
        }
        awaitGone(identifier, deadline);
    }

    void awaitGone(String identifier, Deadline deadline) {
        poller.until(
                KIND.word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                found -> "status " + found.map(ReplicationTask::status).orElse("absent"),
                deadline.left());
    }

    /** Waits until the service is done with what it does to the task; a run goes on. */
    private ReplicationTask settled(String identifier, Deadline deadline) {
        return await(identifier, status -> !status.changing() || status.equals(TaskStatus.STOPPING), deadline);
    }

    private ReplicationTask atRest(String identifier, Deadline deadline) {
        return await(identifier, status -> !status.changing() && !status.equals(TaskStatus.RUNNING), deadline);
    }

    private ReplicationTask await(String identifier, Predicate<TaskStatus> goal, Deadline deadline) {
        return poller.until(
                KIND.word() + " " + identifier + " to come to rest",
                () -> find(identifier),
                found -> Optional.of(found.orElseThrow(
                                () -> new ApplyException(KIND, identifier, "is gone: somebody deleted it")))
                        .filter(task -> goal.test(new TaskStatus(task.status()))),
                found -> "status " + found.map(ReplicationTask::status).orElse("absent"),
                deadline.left());
    }

    private static boolean deleting(ReplicationTask task) {
        return TaskStatus.DELETING.equals(new TaskStatus(task.status()));
    }

    /**
     * ARNs of what a task is made of.
     *
     * @param instance replication instance
     * @param source source endpoint
     * @param target target endpoint
     */
    record Parts(String instance, String source, String target) {}
}
