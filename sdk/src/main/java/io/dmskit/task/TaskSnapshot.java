package io.dmskit.task;

import io.dmskit.settings.MigrationType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationStats;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * What a poll saw of a replication task or a serverless replication, both of which are called a task here.
 *
 * @param kind which of the two
 * @param arn the task's ARN; of a serverless replication, its config's
 * @param identifier the task's name
 * @param migrationType full-load, cdc or full-load-and-cdc; empty if the service names another
 * @param status where it is in its life
 * @param stopReason why the last run ended, if one did
 * @param lastFailureMessage the service's last words about a failure; may be about an earlier run
 * @param statistics counts for the task as a whole
 * @param created when it was created
 * @param started when it was started last
 * @param recoveryCheckpoint where changes can be taken up again; readable when stopped or failed, gone with the task
 * @param replicationInstanceArn what it runs on; empty for a serverless replication
 * @param sourceEndpointArn where rows come from
 * @param targetEndpointArn where rows go
 */
public record TaskSnapshot(
        ReplicationKind kind,
        String arn,
        String identifier,
        Optional<MigrationType> migrationType,
        TaskStatus status,
        Optional<StopReason> stopReason,
        Optional<String> lastFailureMessage,
        TaskStatistics statistics,
        Optional<Instant> created,
        Optional<Instant> started,
        Optional<String> recoveryCheckpoint,
        String replicationInstanceArn,
        String sourceEndpointArn,
        String targetEndpointArn) {

    /** Reads the service's own description. */
    public static TaskSnapshot of(ReplicationTask task) {
        return new TaskSnapshot(
                ReplicationKind.TASK,
                task.replicationTaskArn(),
                task.replicationTaskIdentifier(),
                Optional.ofNullable(task.migrationTypeAsString()).flatMap(MigrationType::of),
                TaskStatus.of(task.status()),
                said(task.stopReason()).map(StopReason::of),
                said(task.lastFailureMessage()),
                task.replicationTaskStats() == null
                        ? TaskStatistics.NONE
                        : TaskStatistics.of(task.replicationTaskStats()),
                Optional.ofNullable(task.replicationTaskCreationDate()),
                Optional.ofNullable(task.replicationTaskStartDate()),
                said(task.recoveryCheckpoint()),
                Optional.ofNullable(task.replicationInstanceArn()).orElse(""),
                Optional.ofNullable(task.sourceEndpointArn()).orElse(""),
                Optional.ofNullable(task.targetEndpointArn()).orElse(""));
    }

    /** Reads the service's own description of a serverless replication. */
    public static TaskSnapshot of(Replication replication) {
        return new TaskSnapshot(
                ReplicationKind.SERVERLESS,
                replication.replicationConfigArn(),
                replication.replicationConfigIdentifier(),
                Optional.ofNullable(replication.replicationTypeAsString()).flatMap(MigrationType::of),
                TaskStatus.of(replication.status()),
                said(replication.stopReason()).map(StopReason::of),
                said(String.join("; ", replication.failureMessages())),
                replication.replicationStats() == null
                        ? TaskStatistics.NONE
                        : TaskStatistics.of(replication.replicationStats()),
                Optional.ofNullable(replication.replicationCreateTime()),
                Optional.ofNullable(replication.replicationStats()).map(ReplicationStats::startDate),
                said(replication.recoveryCheckpoint()),
                "",
                Optional.ofNullable(replication.sourceEndpointArn()).orElse(""),
                Optional.ofNullable(replication.targetEndpointArn()).orElse(""));
    }

    /** Returns the kind and the name, such as {@code task bank-core}. */
    public String title() {
        return kind + " " + identifier;
    }

    /** Returns whether the task has ever been started. */
    public boolean hasRun() {
        return started.isPresent()
                || statistics.start().isPresent()
                || status.equals(TaskStatus.RUNNING)
                || status.equals(TaskStatus.STOPPING)
                || (status.ended() && !status.equals(TaskStatus.FAILED_PROVISION));
    }

    /** Returns a short line: status, why it stopped, and the last failure. */
    public String describe() {
        return "status " + status + stopReason.map(reason -> ", " + reason).orElse("")
                + lastFailureMessage
                        .map(message -> ", last failure: " + message)
                        .orElse("");
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).filter(words -> !words.isBlank());
    }
}
