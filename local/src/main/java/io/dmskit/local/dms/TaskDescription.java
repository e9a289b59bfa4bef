package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import java.time.Instant;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** A task as DescribeReplicationTasks and the others show it. */
final class TaskDescription {
    private TaskDescription() {}

    static ReplicationTask of(Task task, Instant now, boolean withSettings) {
        TaskDefinition definition = task.definition();
        boolean started = task.started().isPresent();
        return ReplicationTask.builder()
                .replicationTaskIdentifier(definition.identifier())
                .replicationTaskArn(task.arn)
                .sourceEndpointArn(definition.sourceArn())
                .targetEndpointArn(definition.targetArn())
                .replicationInstanceArn(definition.instanceArn())
                .targetReplicationInstanceArn(task.movingTo().orElse(null))
                .migrationType(definition.type().word())
                .tableMappings(definition.mappingsJson())
                .replicationTaskSettings(withSettings ? definition.settings().toFullJson() : null)
                .status(task.status().word())
                .stopReason(task.stopReason().map(StopReason::text).orElse(null))
                .lastFailureMessage(task.lastFailure().orElse(null))
                .replicationTaskCreationDate(task.created)
                .replicationTaskStartDate(task.started().orElse(null))
                .cdcStartPosition(definition.cdc().start().orElse(null))
                .cdcStopPosition(definition.cdc().stop().orElse(null))
                .recoveryCheckpoint(
                        started ? task.statistics.recoveryCheckpoint().orElse(null) : null)
                .replicationTaskStats(started ? TaskProgress.of(task, now) : null)
                .taskData(definition.data())
                .build();
    }
}
