package io.dmskit.local.dms;

import java.util.List;
import software.amazon.awssdk.services.databasemigration.model.ApplyPendingMaintenanceActionRequest;
import software.amazon.awssdk.services.databasemigration.model.ApplyPendingMaintenanceActionResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribePendingMaintenanceActionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribePendingMaintenanceActionsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstanceTaskLogsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstanceTaskLogsResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstanceTaskLog;

/**
 * What keeps an instance in order. A local one has no system of its own, so no maintenance is ever pending, and the logs of tasks take
 * no space on it. Used under the {@link Conductor} only.
 */
final class Maintenance {
    private static final List<String> OPT_INS = List.of("immediate", "next-maintenance", "undo-opt-in");

    private final Instances instances;
    private final Tasks tasks;

    Maintenance(Instances instances, Tasks tasks) {
        this.instances = instances;
        this.tasks = tasks;
    }

    DescribePendingMaintenanceActionsResponse pending(DescribePendingMaintenanceActionsRequest request) {
        if (request.replicationInstanceArn() != null) {
            instances.get(request.replicationInstanceArn());
        }
        Page.Size.USUAL.checked(request.maxRecords());
        return DescribePendingMaintenanceActionsResponse.builder()
                .pendingMaintenanceActions(List.of())
                .build();
    }

    ApplyPendingMaintenanceActionResponse apply(ApplyPendingMaintenanceActionRequest request) {
        ReplicationInstance instance = instances.get(request.replicationInstanceArn());
        String action = Faults.required("ApplyAction", request.applyAction());
        Faults.oneOf("OptInType", request.optInType(), OPT_INS);
        throw Faults.notFound("no maintenance action " + action + " is pending for replication instance "
                + instance.replicationInstanceArn());
    }

    DescribeReplicationInstanceTaskLogsResponse taskLogs(DescribeReplicationInstanceTaskLogsRequest request) {
        String instance = instances.get(request.replicationInstanceArn()).replicationInstanceArn();
        List<Task> on = tasks.all().stream()
                .filter(task -> task.definition().instanceArn().equals(instance))
                .toList();
        Page<Task> page = Page.of(on, Task::identifier, Page.Size.USUAL, request.maxRecords(), request.marker());
        return DescribeReplicationInstanceTaskLogsResponse.builder()
                .replicationInstanceArn(instance)
                .replicationInstanceTaskLogs(page.items().stream()
                        .map(task -> ReplicationInstanceTaskLog.builder()
                                .replicationTaskArn(task.arn)
                                .replicationTaskName(task.identifier())
                                .replicationInstanceTaskLogSize(0L)
                                .build())
                        .toList())
                .marker(page.marker())
                .build();
    }
}
