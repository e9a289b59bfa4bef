package io.dmskit.task;

import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.position.CdcStartTime;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** One replication task on a replication instance. */
public final class ReplicationTaskHandle extends ReplicationHandle {
    private static final String MOVED = "its new replication instance";

    private ReplicationTaskHandle(
            DatabaseMigrationClient client, String arn, String identifier, Poller poller, CheckpointJournal journal) {
        super(client, ReplicationKind.TASK, arn, identifier, poller, journal);
    }

    /**
     * Returns a handle on an existing task.
     *
     * @param client used, never closed
     * @param task the task as the service describes it
     * @param poller paces every wait
     */
    public static ReplicationTaskHandle over(DatabaseMigrationClient client, ReplicationTask task, Poller poller) {
        return new ReplicationTaskHandle(
                client, task.replicationTaskArn(), task.replicationTaskIdentifier(), poller, CheckpointJournal.NONE);
    }

    @Override
    public ReplicationTaskHandle keepingCheckpointsIn(CheckpointJournal journal) {
        return new ReplicationTaskHandle(client, arn(), identifier(), poller, journal);
    }

    @Override
    public TaskSnapshot describe() {
        return TaskSnapshot.of(described(true));
    }

    private ReplicationTask described(boolean withoutSettings) {
        Filter byArn = filter("replication-task-arn", arn());
        return client
                .describeReplicationTasks(
                        request -> request.withoutSettings(withoutSettings).filters(byArn))
                .replicationTasks()
                .stream()
                .findFirst()
                .orElseThrow(this::absent);
    }

    @Override
    public Stream<TableState> tables() {
        return client
                .describeTableStatisticsPaginator(
                        request -> request.replicationTaskArn(arn()).maxRecords(PAGE))
                .stream()
                .flatMap(page -> page.tableStatistics().stream())
                .map(TableState::of);
    }

    @Override
    public TaskSnapshot move(String replicationInstanceArn, Duration timeout) {
        TaskSnapshot task = describe();
        Remarks.warningsOr(
                task.title() + " cannot be moved",
                MoveChecks.of(task, instance(task.replicationInstanceArn()), instance(replicationInstanceArn)));
        tolerant(
                () -> client.moveReplicationTask(request ->
                        request.replicationTaskArn(arn()).targetReplicationInstanceArn(replicationInstanceArn)),
                seen -> seen.status().equals(TaskStatus.MOVING) || isOn(seen, replicationInstanceArn));
        return await(MOVED, moved -> hasMoved(moved, replicationInstanceArn), timeout);
    }

    private static boolean hasMoved(TaskSnapshot task, String instanceArn) {
        if (task.status().equals(TaskStatus.FAILED_MOVE)) {
            throw new TaskFailedException(MOVED, task, List.of());
        }
        return !task.status().equals(TaskStatus.MOVING) && isOn(task, instanceArn);
    }

    private static boolean isOn(TaskSnapshot task, String instanceArn) {
        return task.replicationInstanceArn().equals(instanceArn);
    }

    private MoveChecks.Instance instance(String instanceArn) {
        Filter byArn = filter("replication-instance-arn", instanceArn);
        return client.describeReplicationInstances(request -> request.filters(byArn)).replicationInstances().stream()
                .findFirst()
                .map(found -> new MoveChecks.Instance(instanceArn, Optional.ofNullable(found.engineVersion())))
                .orElseThrow(() -> ResourceNotFoundException.builder()
                        .message("no replication instance has the arn " + instanceArn)
                        .build());
    }

    @Override
    TaskSettings settings() {
        return TaskSettings.fromService(
                Optional.ofNullable(described(false).replicationTaskSettings()).orElse("{}"));
    }

    @Override
    void sendStart(StartType type, Start start) {
        StartReplicationTaskRequest.Builder request =
                StartReplicationTaskRequest.builder().replicationTaskArn(arn()).startReplicationTaskType(type.word());
        start.from().ifPresent(from -> {
            if (from instanceof CdcStartTime time) {
                request.cdcStartTime(time.time());
            } else {
                request.cdcStartPosition(from.toString());
            }
        });
        start.until().ifPresent(until -> request.cdcStopPosition(until.toString()));
        client.startReplicationTask(request.build());
    }

    @Override
    void sendStop() {
        client.stopReplicationTask(request -> request.replicationTaskArn(arn()));
    }

    @Override
    void sendReload(List<TableToReload> tables, ReloadOption option) {
        client.reloadTables(request ->
                request.replicationTaskArn(arn()).tablesToReload(tables).reloadOption(option.word()));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
