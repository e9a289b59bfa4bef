package io.dmskit.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** LocalStack itself: what is put is there. */
class LocalStackIT {
    @Test
    void metricsArePutAndReadBack() throws Exception {
        Instant minute = Instant.now().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MINUTES);
        Metric metric = Metric.builder()
                .namespace("LocalStackIT")
                .metricName("CDCLatencyTarget")
                .dimensions(Dimension.builder()
                        .name("ReplicationTaskIdentifier")
                        .value("TASK")
                        .build())
                .build();

        try (CloudWatchClient cloudWatch = LocalStack.required().client(CloudWatchClient.builder())) {
            cloudWatch.putMetricData(put ->
                    put.namespace(metric.namespace()).metricData(of(metric, minute, 2.5), of(metric, minute, 7.0)));

            assertThat(cloudWatch
                            .getMetricData(get -> get.startTime(minute)
                                    .endTime(minute.plusSeconds(60))
                                    .metricDataQueries(maximum(metric)))
                            .metricDataResults())
                    .flatMap(MetricDataResult::values)
                    .containsExactly(7.0);
        }
    }

    private static MetricDatum of(Metric metric, Instant at, double seconds) {
        return MetricDatum.builder()
                .metricName(metric.metricName())
                .dimensions(metric.dimensions())
                .timestamp(at)
                .unit(StandardUnit.SECONDS)
                .value(seconds)
                .build();
    }

    private static MetricDataQuery maximum(Metric metric) {
        return MetricDataQuery.builder()
                .id("maximum")
                .metricStat(MetricStat.builder()
                        .metric(metric)
                        .period(60)
                        .stat("Maximum")
                        .build())
                .build();
    }
}
