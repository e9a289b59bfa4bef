package io.dmskit.cdk;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.interfaces.dms.IReplicationConfigRef;
import software.amazon.awscdk.interfaces.dms.ReplicationConfigReference;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/** A serverless replication: one made here ({@link ServerlessReplication}) or one that is there already. */
public interface IServerlessReplication extends IReplication, IConnectable, IReplicationConfigRef {
    /** Returns the ARN of the replication config. */
    String getReplicationConfigArn();

    @Override
    default String getReplicationArn() {
        return getReplicationConfigArn();
    }

    @Override
    default ReplicationConfigReference getReplicationConfigRef() {
        return new ReplicationConfigReference.Builder()
                .replicationConfigArn(getReplicationConfigArn())
                .build();
    }

    /** Account and last part of the ARN; AWS's guide names the dimension and not its value: this is what alarms in use have. */
    @Override
    default Map<String, String> getMetricDimensions() {
        String id = Arn.split(getReplicationConfigArn(), ArnFormat.COLON_RESOURCE_NAME)
                .getResourceName();
        return new TreeMap<>(Map.of(MetricDimensions.SERVERLESS, Stack.of(this).getAccount() + ":" + id));
    }

    /** Returns the share of its memory that it uses, in percent. */
    default Metric metricCapacityUtilization() {
        return metric(DmsMetric.CAPACITY_UTILIZATION);
    }

    /** Returns how busy its processors are, in percent: they can be full while the capacity looks idle. */
    default Metric metricCpuUtilization() {
        return metric(DmsMetric.SERVERLESS_CPU_UTILIZATION);
    }

    @Override
    default Grant grant(IGrantable grantee, String... actions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of(actions))
                .resourceArns(List.of(getReplicationConfigArn()))
                .build());
    }

    @Override
    default Grant grantRead(IGrantable grantee) {
        return Described.grant(grantee, "dms:DescribeReplicationConfigs", "dms:DescribeReplications")
                .combine(grant(grantee, "dms:DescribeReplicationTableStatistics", "dms:ListTagsForResource"));
    }

    @Override
    default Grant grantOperate(IGrantable grantee) {
        return grantRead(grantee)
                .combine(grant(grantee, "dms:StartReplication", "dms:StopReplication", "dms:ReloadReplicationTables"));
    }

    @Override
    default Rule onStateChange(String id, OnEventOptions options) {
        return StateChange.SERVERLESS.rule((Construct) this, id, getReplicationConfigArn(), options);
    }

    @Override
    default Rule onFailed(String id, OnEventOptions options) {
        return StateChange.SERVERLESS.rule(
                (Construct) this, id, getReplicationConfigArn(), List.of("REPLICATION_FAILED"), options);
    }
}
