package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import java.time.Instant;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.ReplicationStats;

/** A serverless replication as DescribeReplications and DescribeReplicationConfigs show it. */
final class ReplicationDescription {
    private ReplicationDescription() {}

    /** Returns its configuration, with the whole settings. */
    static ReplicationConfig config(ServerlessReplication replication) {
        ServerlessDefinition definition = replication.definition();
        return definition.config().toBuilder()
                .replicationConfigArn(replication.arn)
                .replicationSettings(definition.settings().toFullJson())
                .replicationConfigCreateTime(replication.created)
                .replicationConfigUpdateTime(replication.updated())
                .isReadOnly(false)
                .build();
    }

    static Replication of(ServerlessReplication replication, Instant now) {
        ServerlessDefinition definition = replication.definition();
        boolean started = replication.started().isPresent();
        return Replication.builder()
                .replicationConfigIdentifier(definition.identifier())
                .replicationConfigArn(replication.arn)
                .sourceEndpointArn(definition.sourceArn())
                .targetEndpointArn(definition.targetArn())
                .replicationType(definition.type().word())
                .status(replication.status().word())
                .provisionData(started ? replication.provision() : null)
                .stopReason(replication.stopReason().map(StopReason::text).orElse(null))
                .failureMessages(replication.lastFailure().stream().toList())
                .replicationStats(started ? stats(replication, now) : null)
                .startReplicationType(replication.startType().orElse(null))
                .cdcStopPosition(definition.cdc().stop().orElse(null))
                .recoveryCheckpoint(
                        started ? replication.statistics.recoveryCheckpoint().orElse(null) : null)
                .replicationCreateTime(replication.created)
                .replicationUpdateTime(replication.updated())
                .replicationLastStopTime(replication.stoppedAt().orElse(null))
                .replicationDeprovisionTime(replication.deprovisionedAt().orElse(null))
                .isReadOnly(false)
                .build();
    }

    private static ReplicationStats stats(ServerlessReplication replication, Instant now) {
        return Members.carry(
                TaskProgress.of(replication, now), ReplicationStats.builder().build());
    }
}
