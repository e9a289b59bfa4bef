package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Resource;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStartTime;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationTaskHandle;
import io.dmskit.task.StartType;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** Replication tasks on an instance. */
final class ReplicationTasks extends Replications {
    ReplicationTasks(DatabaseMigrationClient client, Poller poller) {
        super(client, poller);
    }

    @Override
    Resource kind() {
        return Resource.REPLICATION_TASK;
    }

    @Override
    Optional<Work> find(String identifier) {
        return Lookup.first(() -> client.describeReplicationTasks(
                                request -> request.filters(Lookup.by("replication-task-id", identifier)))
                        .replicationTasks())
                .map(Work::of);
    }

    @Override
    ReplicationTaskHandle handle(Work work) {
        return ReplicationTaskHandle.over(
                client,
                ReplicationTask.builder()
                        .replicationTaskArn(work.arn())
                        .replicationTaskIdentifier(work.identifier())
                        .build(),
                poller);
    }

    @Override
    Work create(String identifier, Migration migration, Parts parts, List<Tag> tags) {
        CreateReplicationTaskRequest.Builder request = CreateReplicationTaskRequest.builder()
                .replicationTaskIdentifier(identifier)
                .migrationType(migration.type().word())
                .replicationInstanceArn(parts.instance().orElseThrow())
                .sourceEndpointArn(parts.source())
                .targetEndpointArn(parts.target())
                .tableMappings(migration.tableMappings().toJson())
                .replicationTaskSettings(migration.taskSettings().toJson())
                .tags(tags);
        migration.cdc().start().ifPresent(start -> {
            if (start instanceof CdcStartTime time) {
                request.cdcStartTime(time.time());
            } else {
                request.cdcStartPosition(start.toString());
            }
        });
        migration.cdc().stop().ifPresent(stop -> request.cdcStopPosition(stop.toString()));
        return Work.of(client.createReplicationTask(request.build()).replicationTask());
    }

    @Override
    void sendModify(Work there, Work.Definition wished) {
        client.modifyReplicationTask(request -> {
            request.replicationTaskArn(there.arn())
                    .tableMappings(wished.mappingsJson())
                    .replicationTaskSettings(wished.fullSettingsJson());
            wished.cdcStop().ifPresent(stop -> request.cdcStopPosition(stop.toString()));
            if (!wished.type().equals(there.definition().type())) {
                request.migrationType(wished.type());
            }
        });
    }

    @Override
    void sendStart(Work there, StartType type, Optional<CdcStopPosition> until) {
        client.startReplicationTask(
                request -> request.replicationTaskArn(there.arn()).startReplicationTaskType(type.word()));
    }

    @Override
    void sendDelete(Work there) {
        client.deleteReplicationTask(request -> request.replicationTaskArn(there.arn()));
    }

    @Override
    void sendReload(Work there, List<TableToReload> tables) {
        client.reloadTables(request -> request.replicationTaskArn(there.arn())
                .reloadOption(ReloadOptionValue.DATA_RELOAD)
                .tablesToReload(tables));
    }

    @Override
    void sendMove(Work there, String instanceArn) {
        client.moveReplicationTask(
                request -> request.replicationTaskArn(there.arn()).targetReplicationInstanceArn(instanceArn));
    }
}
