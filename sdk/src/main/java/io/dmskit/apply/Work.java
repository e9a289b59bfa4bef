package io.dmskit.apply;

import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * What replicates, as the service has it.
 *
 * @param identifier its name
 * @param arn its ARN
 * @param type full-load, cdc or full-load-and-cdc; empty if the service names another
 * @param mappings its table mappings
 * @param settingsJson its settings, as the service returns them
 * @param source ARN of the source endpoint
 * @param target ARN of the target endpoint
 * @param status where it is in its life
 * @param hasRun whether it has ever been started
 * @param loaded whether a full load has been completed
 */
record Work(
        String identifier,
        String arn,
        Optional<MigrationType> type,
        TableMappings mappings,
        String settingsJson,
        String source,
        String target,
        TaskStatus status,
        boolean hasRun,
        boolean loaded) {
    private static final int COMPLETE = 100;

    static Work of(ReplicationTask task) {
        TaskSnapshot seen = TaskSnapshot.of(task);
        String name = task.replicationTaskIdentifier();
        return new Work(
                name,
                task.replicationTaskArn(),
                seen.migrationType(),
                TableMappings.parse("table mappings of task " + name, task.tableMappings()),
                Optional.ofNullable(task.replicationTaskSettings()).orElse(""),
                task.sourceEndpointArn(),
                task.targetEndpointArn(),
                seen.status(),
                seen.hasRun(),
                seen.statistics().fullLoadFinish().isPresent()
                        || seen.statistics().fullLoadProgressPercent() == COMPLETE);
    }

    /** Returns whether it is at work, or about to be. */
    boolean runs() {
        return status.equals(TaskStatus.RUNNING) || status.equals(TaskStatus.STARTING);
    }

    boolean isType(MigrationType wanted) {
        return type.equals(Optional.of(wanted));
    }
}
