package io.dmskit.apply;

import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.ComputeConfig;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * What replicates, as the service has it: a task, or a serverless replication with its config.
 *
 * @param identifier its name
 * @param arn its ARN
 * @param definition what can be modified of it
 * @param instance ARN of the replication instance; empty if it is serverless
 * @param source ARN of the source endpoint
 * @param target ARN of the target endpoint
 * @param status where it is in its life
 * @param hasRun whether it has ever been started
 * @param loaded whether a full load has been completed
 */
record Work(
        String identifier,
        String arn,
        Definition definition,
        Optional<String> instance,
        String source,
        String target,
        TaskStatus status,
        boolean hasRun,
        boolean loaded) {
    private static final int COMPLETE = 100;

    /**
     * What can be modified.
     *
     * @param type the word of the migration type
     * @param mappingsJson table mappings
     * @param settingsJson settings, as the service returns them or as they are wished
     * @param serverless capacity of a serverless replication
     * @param cdcStop where a task stops by itself; a serverless replication is told so when it is started
     */
    record Definition(
            String type,
            String mappingsJson,
            String settingsJson,
            Optional<Capacity.Serverless> serverless,
            Optional<CdcStopPosition> cdcStop) {
        static Definition of(Migration migration) {
            return new Definition(
                    migration.type().word(),
                    migration.tableMappings().toJson(),
                    migration.taskSettings().toJson(),
                    migration.capacity() instanceof Capacity.Serverless serverless
                            ? Optional.of(serverless)
                            : Optional.empty(),
                    migration.cdc().stop());
        }

        /** Returns every setting, since what becomes of one that is left out of a modification is not documented. */
        String fullSettingsJson() {
            return TaskSettings.fromService(settingsJson).toFullJson();
        }
    }

    static Work of(ReplicationTask task) {
        TaskSnapshot seen = TaskSnapshot.of(task);
        return new Work(
                task.replicationTaskIdentifier(),
                task.replicationTaskArn(),
                new Definition(
                        String.valueOf(task.migrationTypeAsString()),
                        Optional.ofNullable(task.tableMappings()).orElse(""),
                        Optional.ofNullable(task.replicationTaskSettings()).orElse(""),
                        Optional.empty(),
                        Optional.ofNullable(task.cdcStopPosition()).flatMap(Work::stop)),
                Optional.ofNullable(task.replicationInstanceArn()),
                seen.sourceEndpointArn(),
                seen.targetEndpointArn(),
                seen.status(),
                seen.hasRun(),
                loaded(seen.statistics()));
    }

    static Work of(ReplicationConfig config, Optional<Replication> replication) {
        Optional<TaskSnapshot> seen = replication.map(TaskSnapshot::of);
        return new Work(
                config.replicationConfigIdentifier(),
                config.replicationConfigArn(),
                new Definition(
                        String.valueOf(config.replicationTypeAsString()),
                        Optional.ofNullable(config.tableMappings()).orElse(""),
                        Optional.ofNullable(config.replicationSettings()).orElse(""),
                        Optional.ofNullable(config.computeConfig()).map(Work::capacity),
                        Optional.empty()),
                Optional.empty(),
                config.sourceEndpointArn(),
                config.targetEndpointArn(),
                seen.map(TaskSnapshot::status).orElse(TaskStatus.CREATED),
                seen.filter(TaskSnapshot::hasRun).isPresent(),
                seen.filter(snapshot -> loaded(snapshot.statistics())).isPresent());
    }

    /** A form that is not known here is as good as none: it is replaced by the one that is wished. */
    private static Optional<CdcStopPosition> stop(String text) {
        try {
            return Optional.of(CdcStopPosition.parse(text));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Capacity.Serverless capacity(ComputeConfig config) {
        return new Capacity.Serverless(
                Optional.ofNullable(config.minCapacityUnits()),
                config.maxCapacityUnits(),
                Boolean.TRUE.equals(config.multiAZ()));
    }

    private static boolean loaded(TaskStatistics statistics) {
        return statistics.fullLoadFinish().isPresent() || statistics.fullLoadProgressPercent() == COMPLETE;
    }

    TableMappings mappings() {
        return TableMappings.parse("table mappings of " + identifier, definition.mappingsJson());
    }

    Optional<MigrationType> type() {
        return MigrationType.of(definition.type());
    }

    boolean isServerless() {
        return definition.serverless().isPresent();
    }

    /** Returns whether it is at work, or about to be. */
    boolean runs() {
        return status.equals(TaskStatus.RUNNING) || status.starting();
    }

    boolean deleting() {
        return status.equals(TaskStatus.DELETING);
    }

    boolean isType(MigrationType wanted) {
        return type().equals(Optional.of(wanted));
    }
}
