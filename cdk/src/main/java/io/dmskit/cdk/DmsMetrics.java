package io.dmskit.cdk;

import io.dmskit.metric.DmsMetric;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** CDK's metrics for those of DMS, one point a minute, with the statistic that tells the truth about each. */
final class DmsMetrics {
    private static final Duration MINUTE = Duration.minutes(1);

    private DmsMetrics() {}

    static Metric of(DmsMetric metric, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(DmsMetric.NAMESPACE)
                .metricName(metric.metricName())
                .dimensionsMap(dimensions)
                .statistic(metric.statistic().word())
                .period(MINUTE)
                .build();
    }

    static Metric of(DmsMetric metric, Map<String, String> dimensions, MetricOptions options) {
        return of(metric, dimensions).with(options);
    }
}
