package io.dmskit.cdk;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.interfaces.dms.IReplicationTaskRef;
import software.amazon.awscdk.interfaces.dms.ReplicationTaskReference;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/** A replication task: one made here ({@link ReplicationTask}) or one that is there already. */
public interface IReplicationTask extends IReplication, IReplicationTaskRef {
    /** Returns the task's ARN. */
    String getReplicationTaskArn();

    /** Returns the instance it runs on. */
    IReplicationInstance getReplicationInstance();

    @Override
    default String getReplicationArn() {
        return getReplicationTaskArn();
    }

    @Override
    default ReplicationTaskReference getReplicationTaskRef() {
        return new ReplicationTaskReference.Builder()
                .replicationTaskId(getReplicationTaskArn())
                .build();
    }

    /** The name of the task is none of them: CloudWatch knows it by the last part of its ARN. */
    @Override
    default Map<String, String> getMetricDimensions() {
        Map<String, String> dimensions = new TreeMap<>();
        dimensions.put(MetricDimensions.INSTANCE, getReplicationInstance().getReplicationInstanceIdentifier());
        dimensions.put(MetricDimensions.TASK, getReplicationTaskResourceId());
        return dimensions;
    }

    /**
     * Returns one of its metrics, in the caller's way.
     *
     * @throws IllegalArgumentException if it is a metric of instances or of serverless replications
     */
    @Override
    default Metric metric(DmsMetric metric, MetricOptions options) {
        if (metric.level() == DmsMetric.Level.SERVERLESS) {
            throw new IllegalArgumentException(
                    metric + " is a metric of serverless replications: a task has none, ask its instance");
        }
        return IReplication.super.metric(metric, options);
    }

    /** Returns the last part of the ARN, under which CloudWatch keeps metrics and log streams. */
    default String getReplicationTaskResourceId() {
        return Arn.split(getReplicationTaskArn(), ArnFormat.COLON_RESOURCE_NAME).getResourceName();
    }

    /** Returns the log group that DMS writes the logs of the instance's tasks to. */
    default String getLogGroupName() {
        return "dms-tasks-" + getReplicationInstance().getReplicationInstanceIdentifier();
    }

    @Override
    default Grant grant(IGrantable grantee, String... actions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of(actions))
                .resourceArns(List.of(getReplicationTaskArn()))
                .build());
    }

    @Override
    default Grant grantRead(IGrantable grantee) {
        return Described.grant(grantee, "dms:DescribeReplicationTasks")
                .combine(grant(grantee, "dms:DescribeTableStatistics", "dms:ListTagsForResource"));
    }

    @Override
    default Grant grantOperate(IGrantable grantee) {
        return grantRead(grantee)
                .combine(grant(grantee, "dms:StartReplicationTask", "dms:StopReplicationTask", "dms:ReloadTables"));
    }

    @Override
    default Rule onStateChange(String id, OnEventOptions options) {
        return StateChange.TASK.rule((Construct) this, id, getReplicationTaskArn(), options);
    }

    @Override
    default Rule onFailed(String id, OnEventOptions options) {
        return StateChange.TASK.rule(
                (Construct) this, id, getReplicationTaskArn(), List.of("REPLICATION_TASK_FAILED"), options);
    }

    /** Makes a rule for its stops, asked for or not. */
    default Rule onStopped(String id, OnEventOptions options) {
        return StateChange.TASK.rule(
                (Construct) this, id, getReplicationTaskArn(), List.of("REPLICATION_TASK_STOPPED"), options);
    }
}
