package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import io.dmskit.settings.Logging;
import io.dmskit.settings.TaskSettings;
import java.time.Instant;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** A task as DescribeReplicationTasks and the others show it. */
final class TaskDescription {
    private TaskDescription() {}

    /** Shows it with its whole settings, which say where its log is if it has one. */
    static ReplicationTask of(Task task, Instant now, Instances instances) {
        return withoutSettings(task, now).toBuilder()
                .replicationTaskSettings(settings(task, instances))
                .build();
    }

    private static String settings(Task task, Instances instances) {
        TaskSettings settings = task.definition().settings();
        if (!settings.get(Logging.ENABLE_LOGGING)) {
            return settings.toFullJson();
        }
        TaskLogs.Place log = TaskLogs.Place.of(task, instances);
        return settings.toFullJson(log.group(), log.stream());
    }

    /** Shows it as whoever polls wants it, who knows its settings. */
    static ReplicationTask withoutSettings(Task task, Instant now) {
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
