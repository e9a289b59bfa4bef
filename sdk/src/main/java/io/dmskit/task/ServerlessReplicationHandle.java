package io.dmskit.task;

import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;

/** One serverless replication, known by its replication config. */
public final class ServerlessReplicationHandle extends ReplicationHandle {
    private ServerlessReplicationHandle(DatabaseMigrationClient client, String arn, String identifier, Poller poller) {
        super(client, ReplicationKind.SERVERLESS, arn, identifier, poller);
    }

    /**
     * Returns a handle on an existing serverless replication.
     *
     * @param client used, never closed
     * @param config the replication's config as the service describes it
     * @param poller paces every wait
     */
    public static ServerlessReplicationHandle over(
            DatabaseMigrationClient client, ReplicationConfig config, Poller poller) {
        return new ServerlessReplicationHandle(
                client, config.replicationConfigArn(), config.replicationConfigIdentifier(), poller);
    }

    @Override
    public TaskSnapshot describe() {
        Filter byArn =
                Filter.builder().name("replication-config-arn").values(arn()).build();
        return client.describeReplications(request -> request.filters(byArn)).replications().stream()
                .findFirst()
                .map(TaskSnapshot::of)
                .orElseThrow(this::absent);
    }

    @Override
    public Stream<TableState> tables() {
        return client
                .describeReplicationTableStatisticsPaginator(
                        request -> request.replicationConfigArn(arn()).maxRecords(PAGE))
                .stream()
                .flatMap(page -> page.replicationTableStatistics().stream())
                .map(TableState::of);
    }

    @Override
    void sendStart(StartType type) {
        client.startReplication(request -> request.replicationConfigArn(arn()).startReplicationType(type.word()));
    }

    @Override
    void sendStop() {
        client.stopReplication(request -> request.replicationConfigArn(arn()));
    }
}
