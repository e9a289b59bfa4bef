package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.Subject;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TaskSnapshot;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** Under which dimensions the metrics of a task are kept at this moment: another task of the same name has others. */
final class AlarmedDimensions {
    private AlarmedDimensions() {}

    /** Asks for the name of the instance, which no ARN has in it. */
    static Map<Subject, MetricDimensions> of(TaskSnapshot task, DatabaseMigrationClient dms) {
        if (task.kind() == ReplicationKind.SERVERLESS) {
            return Map.of(Subject.REPLICATION, MetricDimensions.ofReplication(task.arn()));
        }
        String instance = instance(task.replicationInstanceArn(), dms)
                .orElseThrow(() -> new IllegalStateException(task.title() + " runs on " + task.replicationInstanceArn()
                        + ", which DMS does not list: its metrics cannot be named"));
        return Map.of(
                Subject.REPLICATION, MetricDimensions.ofTask(instance, task.arn()),
                Subject.INSTANCE, MetricDimensions.ofInstance(instance));
    }

    private static Optional<String> instance(String arn, DatabaseMigrationClient dms) {
        Filter byArn =
                Filter.builder().name("replication-instance-arn").values(arn).build();
        return dms.describeReplicationInstances(request -> request.filters(byArn)).replicationInstances().stream()
                .map(ReplicationInstance::replicationInstanceIdentifier)
                .findFirst();
    }
}
