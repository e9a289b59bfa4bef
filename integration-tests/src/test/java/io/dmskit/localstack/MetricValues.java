package io.dmskit.localstack;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** What CloudWatch has of a metric, read back through GetMetricData. */
public final class MetricValues {
    private MetricValues() {}

    /**
     * Returns a statistic of every minute that has data.
     *
     * @param statistic such as Maximum
     * @param since the beginning of a minute
     */
    public static List<Double> of(CloudWatchClient cloudWatch, Metric metric, String statistic, Instant since) {
        MetricDataQuery query = MetricDataQuery.builder()
                .id("values")
                .metricStat(MetricStat.builder()
                        .metric(metric)
                        .period(60)
                        .stat(statistic)
                        .build())
                .build();
        return cloudWatch
                .getMetricData(get -> get.startTime(since)
                        .endTime(Instant.now().plusSeconds(60))
                        .metricDataQueries(query))
                .metricDataResults()
                .stream()
                .map(MetricDataResult::values)
                .flatMap(List::stream)
                .toList();
    }
}
