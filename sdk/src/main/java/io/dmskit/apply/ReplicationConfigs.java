package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Resource;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.task.Poller;
import io.dmskit.task.ServerlessReplicationHandle;
import io.dmskit.task.StartType;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ComputeConfig;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/**
 * Serverless replications, each with its config.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.html">Working with AWS DMS Serverless</a>
 */
final class ReplicationConfigs extends Replications {
    ReplicationConfigs(DatabaseMigrationClient client, Poller poller) {
        super(client, poller);
    }

    @Override
    Resource kind() {
        return Resource.REPLICATION_CONFIG;
    }

    @Override
    Optional<Work> find(String identifier) {
        return config(identifier).map(config -> Work.of(config, replication(config)));
    }

    /** Looks only at the config: enough to know that there is one. */
    Optional<ReplicationConfig> config(String identifier) {
        return Lookup.first(() -> client.describeReplicationConfigs(
                        request -> request.filters(Lookup.by("replication-config-id", identifier)))
                .replicationConfigs());
    }

    private Optional<Replication> replication(ReplicationConfig config) {
        return Lookup.first(() -> client.describeReplications(
                        request -> request.filters(Lookup.by("replication-config-arn", config.replicationConfigArn())))
                .replications());
    }

    @Override
    ServerlessReplicationHandle handle(Work work) {
        return ServerlessReplicationHandle.over(
                client,
                ReplicationConfig.builder()
                        .replicationConfigArn(work.arn())
                        .replicationConfigIdentifier(work.identifier())
                        .build(),
                poller);
    }

    @Override
    Work create(String identifier, Migration migration, Parts parts, List<Tag> tags) {
        CreateReplicationConfigRequest request = CreateReplicationConfigRequest.builder()
                .replicationConfigIdentifier(identifier)
                .replicationType(migration.type().word())
                .sourceEndpointArn(parts.source())
                .targetEndpointArn(parts.target())
                .computeConfig(compute(migration.capacity()))
                .tableMappings(migration.tableMappings().toJson())
                .replicationSettings(migration.taskSettings().toJson())
                .tags(tags)
                .build();
        return Work.of(client.createReplicationConfig(request).replicationConfig(), Optional.empty());
    }

    @Override
    void sendModify(Work there, Work.Definition wished) {
        client.modifyReplicationConfig(request -> {
            request.replicationConfigArn(there.arn())
                    .tableMappings(wished.mappingsJson())
                    .replicationSettings(wished.fullSettingsJson());
            wished.serverless().ifPresent(capacity -> request.computeConfig(compute(capacity)));
            if (!wished.type().equals(there.definition().type())) {
                request.replicationType(wished.type());
            }
        });
    }

    @Override
    void sendStart(Work there, StartType type, Optional<CdcStopPosition> until) {
        client.startReplication(request -> request.replicationConfigArn(there.arn())
                .startReplicationType(type.word())
                .cdcStopPosition(until.map(CdcStopPosition::toString).orElse(null)));
    }

    @Override
    void sendDelete(Work there) {
        client.deleteReplicationConfig(request -> request.replicationConfigArn(there.arn()));
    }

    @Override
    void sendReload(Work there, List<TableToReload> tables) {
        client.reloadReplicationTables(request -> request.replicationConfigArn(there.arn())
                .reloadOption(ReloadOptionValue.DATA_RELOAD)
                .tablesToReload(tables));
    }

    @Override
    void sendMove(Work there, String instanceArn) {
        throw new AssertionError("a serverless replication has no instance");
    }

    private static ComputeConfig compute(Capacity capacity) {
        if (!(capacity instanceof Capacity.Serverless serverless)) {
            throw new AssertionError(capacity);
        }
        return ComputeConfig.builder()
                .minCapacityUnits(serverless.min().orElse(null))
                .maxCapacityUnits(serverless.max())
                .multiAZ(serverless.multiAz())
                .build();
    }
}
