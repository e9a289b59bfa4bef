package io.dmskit.task;

import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksResponse;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** One replication task on a replication instance. */
public final class ReplicationTaskHandle extends ReplicationHandle {
    private ReplicationTaskHandle(DatabaseMigrationClient client, String arn, String identifier, Poller poller) {
        super(client, ReplicationKind.TASK, arn, identifier, poller);
    }

    /**
     * Returns a handle on an existing task.
     *
     * @param client used, never closed
     * @param task the task as the service describes it
     * @param poller paces every wait
     */
    public static ReplicationTaskHandle over(DatabaseMigrationClient client, ReplicationTask task, Poller poller) {
        return new ReplicationTaskHandle(client, task.replicationTaskArn(), task.replicationTaskIdentifier(), poller);
    }

    @Override
    public TaskSnapshot describe() {
        Filter byArn =
                Filter.builder().name("replication-task-arn").values(arn()).build();
        DescribeReplicationTasksResponse response = client.describeReplicationTasks(
                request -> request.withoutSettings(true).filters(byArn));
        return response.replicationTasks().stream()
                .findFirst()
                .map(TaskSnapshot::of)
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
    void sendStart(StartType type) {
        client.startReplicationTask(request -> request.replicationTaskArn(arn()).startReplicationTaskType(type.word()));
    }

    @Override
    void sendStop() {
        client.stopReplicationTask(request -> request.replicationTaskArn(arn()));
    }
}
