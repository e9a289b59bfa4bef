package io.dmskit;

import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStartTime;
import io.dmskit.settings.SettingsDiff;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationTaskHandle;
import io.dmskit.task.TaskStatus;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** Replication tasks, by their names. */
final class ReplicationTasks {
    private static final ApplyStep.Resource KIND = ApplyStep.Resource.REPLICATION_TASK;

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

    ReplicationTask create(String identifier, Migration migration, Parts parts) {
        CreateReplicationTaskRequest.Builder request = CreateReplicationTaskRequest.builder()
                .replicationTaskIdentifier(identifier)
                .migrationType(migration.type().word())
                .replicationInstanceArn(parts.instance())
                .sourceEndpointArn(parts.source())
                .targetEndpointArn(parts.target())
                .tableMappings(migration.tableMappings().toJson())
                .replicationTaskSettings(migration.taskSettings().toJson());
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

    void requireSame(ReplicationTask found, Migration wished, Parts parts) {
        String identifier = found.replicationTaskIdentifier();
        new Difference()
                .of(
                        "migration type",
                        found.migrationTypeAsString(),
                        wished.type().word())
                .of("replication instance", found.replicationInstanceArn(), parts.instance())
                .of("source endpoint", found.sourceEndpointArn(), parts.source())
                .of("target endpoint", found.targetEndpointArn(), parts.target())
                .of("table mappings", mappings(found).equals(wished.tableMappings()))
                .of("task settings", hasSettings(found, wished.taskSettings()))
                .refuse(KIND, identifier);
    }

    private static TableMappings mappings(ReplicationTask task) {
        return TableMappings.parse("table mappings of task " + task.replicationTaskIdentifier(), task.tableMappings());
    }

    private static boolean hasSettings(ReplicationTask task, TaskSettings wished) {
        String json = task.replicationTaskSettings();
        return SettingsDiff.fromService(json == null ? "" : json, wished).isEmpty();
    }

    /** Waits until a created task can be started. */
    void awaitReady(ReplicationTaskHandle task, Deadline deadline) {
        task.await("ready", seen -> !seen.status().equals(TaskStatus.CREATING), deadline.left());
    }

    /** Deletes the task, which is stopped first if it runs. */
    void delete(String identifier, Deadline deadline) {
        find(identifier).ifPresent(task -> delete(task, deadline));
        poller.until(
                KIND.word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                found -> "status " + found.map(ReplicationTask::status).orElse("absent"),
                deadline.left());
    }

    private void delete(ReplicationTask task, Deadline deadline) {
        ReplicationTaskHandle handle = handle(task);
        TaskStatus status = new TaskStatus(task.status());
        if (status.equals(TaskStatus.DELETING)) {
            return;
        }
        if (status.changing() || status.equals(TaskStatus.RUNNING)) {
            atRest(handle, deadline);
        }
        client.deleteReplicationTask(request -> request.replicationTaskArn(handle.arn()));
    }

    private static void atRest(ReplicationTaskHandle task, Deadline deadline) {
        TaskStatus status = task.await(
                        "an end of its change",
                        seen -> !seen.status().changing() || seen.status().equals(TaskStatus.STOPPING),
                        deadline.left())
                .status();
        if (status.equals(TaskStatus.RUNNING) || status.equals(TaskStatus.STOPPING)) {
            task.stop(deadline.left());
        }
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
