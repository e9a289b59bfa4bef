package io.dmskit.cdk;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.dms.IReplicationInstanceRef;
import software.amazon.awscdk.interfaces.dms.ReplicationInstanceReference;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/** A replication instance: one made here ({@link ReplicationInstance}) or one that is there already. */
public interface IReplicationInstance extends IResource, IConnectable, IReplicationInstanceRef {
    /** Returns the instance's ARN. */
    String getReplicationInstanceArn();

    /** Returns the instance's identifier, under which CloudWatch keeps its metrics and those of its tasks. */
    String getReplicationInstanceIdentifier();

    @Override
    default ReplicationInstanceReference getReplicationInstanceRef() {
        return new ReplicationInstanceReference.Builder()
                .replicationInstanceId(getReplicationInstanceArn())
                .build();
    }

    /** Grants actions of DMS on this instance. */
    default Grant grant(IGrantable grantee, String... actions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of(actions))
                .resourceArns(List.of(getReplicationInstanceArn()))
                .build());
    }

    /** Grants to look: DMS knows no narrower resource than all for describing instances. */
    default Grant grantRead(IGrantable grantee) {
        return Described.grant(grantee, "dms:DescribeReplicationInstances")
                .combine(grant(grantee, "dms:ListTagsForResource", "dms:DescribeReplicationInstanceTaskLogs"));
    }

    /** Grants to modify and reboot. */
    default Grant grantOperate(IGrantable grantee) {
        return grantRead(grantee)
                .combine(grant(grantee, "dms:ModifyReplicationInstance", "dms:RebootReplicationInstance"));
    }

    /**
     * Returns one of the instance's metrics.
     *
     * @throws IllegalArgumentException if it is a metric of tasks
     */
    default Metric metric(DmsMetric metric) {
        return metric(metric, MetricOptions.builder().build());
    }

    /**
     * Returns one of the instance's metrics, in the caller's way.
     *
     * @throws IllegalArgumentException if it is a metric of tasks
     */
    default Metric metric(DmsMetric metric, MetricOptions options) {
        if (metric.level() != DmsMetric.Level.INSTANCE) {
            throw new IllegalArgumentException(
                    metric + " is a metric of what moves rows: ask the task or the serverless replication for it");
        }
        return DmsMetrics.of(
                metric, new TreeMap<>(Map.of(MetricDimensions.INSTANCE, getReplicationInstanceIdentifier())), options);
    }

    /** Returns how busy the processors are, in percent. */
    default Metric metricCpuUtilization() {
        return metric(DmsMetric.INSTANCE_CPU_UTILIZATION);
    }

    /** Returns the memory in bytes that a program could still get. */
    default Metric metricAvailableMemory() {
        return metric(DmsMetric.AVAILABLE_MEMORY);
    }

    /** Returns the free storage in bytes, which logs and waiting changes share. */
    default Metric metricFreeStorageSpace() {
        return metric(DmsMetric.FREE_STORAGE_SPACE);
    }

    /** Returns the swap in use, in bytes. */
    default Metric metricSwapUsage() {
        return metric(DmsMetric.INSTANCE_SWAP_USAGE);
    }

    /** Makes a rule for everything that happens to the instance: state, class, storage, Multi-AZ, patches, failovers. */
    default Rule onStateChange(String id, OnEventOptions options) {
        return StateChange.INSTANCE.rule((Construct) this, id, getReplicationInstanceArn(), options);
    }

    /** Makes a rule for failovers to the standby. */
    default Rule onFailover(String id, OnEventOptions options) {
        return StateChange.FAILOVER.rule((Construct) this, id, getReplicationInstanceArn(), options);
    }
}
