package io.dmskit.cdk;

import io.dmskit.metric.DmsMetric;
import java.util.Map;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;

/** What moves rows: a {@linkplain IReplicationTask task} on an instance or a {@linkplain IServerlessReplication serverless replication}. */
public interface IReplication extends IResource {
    /** Returns the ARN under which DMS knows it. */
    String getReplicationArn();

    /** Returns the dimensions under which CloudWatch keeps its metrics. */
    Map<String, String> getMetricDimensions();

    /** Grants actions of DMS on it. */
    Grant grant(IGrantable grantee, String... actions);

    /** Grants to look at it, at its tables and at its settings. */
    Grant grantRead(IGrantable grantee);

    /** Grants to start, stop and reload it, and to look at it. */
    Grant grantOperate(IGrantable grantee);

    /** Makes a rule for everything that happens to it. */
    Rule onStateChange(String id, OnEventOptions options);

    /** Makes a rule for its failures. */
    Rule onFailed(String id, OnEventOptions options);

    /**
     * Returns one of its metrics.
     *
     * @throws IllegalArgumentException if it is a metric of instances
     */
    default Metric metric(DmsMetric metric) {
        return metric(metric, MetricOptions.builder().build());
    }

    /**
     * Returns one of its metrics, in the caller's way.
     *
     * @throws IllegalArgumentException if it is a metric of instances
     */
    default Metric metric(DmsMetric metric, MetricOptions options) {
        if (metric.level() == DmsMetric.Level.INSTANCE) {
            throw new IllegalArgumentException(
                    metric + " is a metric of instances: ask the replication instance for it");
        }
        return DmsMetrics.of(metric, getMetricDimensions(), options);
    }

    /** Returns how old the last captured change is, in seconds. */
    default Metric metricCdcLatencySource() {
        return metric(DmsMetric.CDC_LATENCY_SOURCE);
    }

    /** Returns how old the oldest change is that the target has not confirmed, in seconds; it contains the source latency. */
    default Metric metricCdcLatencyTarget() {
        return metric(DmsMetric.CDC_LATENCY_TARGET);
    }

    /** Returns how many changes wait to be applied. */
    default Metric metricCdcIncomingChanges() {
        return metric(DmsMetric.CDC_INCOMING_CHANGES);
    }

    /** Returns how many committed rows wait on disk, because the target cannot keep up. */
    default Metric metricCdcChangesDiskTarget() {
        return metric(DmsMetric.CDC_CHANGES_DISK_TARGET);
    }

    /** Returns how many rows the full load writes in a second. */
    default Metric metricFullLoadThroughputRowsTarget() {
        return metric(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET);
    }
}
