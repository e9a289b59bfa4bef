package io.dmskit.task;

import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationRequest;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** One serverless replication, known by its replication config. */
public final class ServerlessReplicationHandle extends ReplicationHandle {
    private ServerlessReplicationHandle(
            DatabaseMigrationClient client, String arn, String identifier, Poller poller, CheckpointJournal journal) {
        super(client, ReplicationKind.SERVERLESS, arn, identifier, poller, journal);
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
                client,
                config.replicationConfigArn(),
                config.replicationConfigIdentifier(),
                poller,
                CheckpointJournal.NONE);
    }

    @Override
    public ServerlessReplicationHandle keepingCheckpointsIn(CheckpointJournal journal) {
        return new ServerlessReplicationHandle(client, arn(), identifier(), poller, journal);
    }

    @Override
    public TaskSnapshot describe() {
        Filter byArn = byArn();
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
    public TaskSnapshot move(String replicationInstanceArn, Duration timeout) {
        throw new UnsupportedOperationException(ReplicationKind.SERVERLESS + " " + identifier()
                + " cannot be moved to " + replicationInstanceArn
                + ": it runs on no replication instance; change the capacity units of its config instead");
    }

    @Override
    TaskSettings settings() {
        Filter byArn = byArn();
        return client.describeReplicationConfigs(request -> request.filters(byArn)).replicationConfigs().stream()
                .findFirst()
                .map(config -> TaskSettings.fromService(
                        Optional.ofNullable(config.replicationSettings()).orElse("{}")))
                .orElseThrow(this::absent);
    }

    @Override
    void sendStart(StartType type, Start start) {
        StartReplicationRequest.Builder request =
                StartReplicationRequest.builder().replicationConfigArn(arn()).startReplicationType(type.word());
        start.until().ifPresent(until -> request.cdcStopPosition(until.toString()));
        client.startReplication(request.build());
    }

    @Override
    void sendStop() {
        client.stopReplication(request -> request.replicationConfigArn(arn()));
    }

    @Override
    void sendReload(List<TableToReload> tables, ReloadOption option) {
        client.reloadReplicationTables(request ->
                request.replicationConfigArn(arn()).tablesToReload(tables).reloadOption(option.word()));
    }

    private Filter byArn() {
        return Filter.builder().name("replication-config-arn").values(arn()).build();
    }
}
