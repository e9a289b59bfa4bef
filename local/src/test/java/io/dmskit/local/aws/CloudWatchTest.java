package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Dimension TASK =
            Dimension.builder().name("Task").value("T1").build();

    private final DmskitLocal local = DmskitLocal.start();
    private final LocalClients clients = LocalClients.of(local.endpoint());
    private final CloudWatchClient cloudWatch = clients.cloudWatch();

    @AfterEach
    void close() {
        clients.close();
        local.close();
    }

    @Test
    void givesBackWhatWasPutNewestFirst() {
        put(NOON, 1);
        put(NOON.plusSeconds(1), 5);

        MetricDataResult result = query("Maximum", 1);

        assertThat(result.timestamps()).containsExactly(NOON.plusSeconds(1), NOON);
        assertThat(result.values()).containsExactly(5.0, 1.0);
        assertThat(result.statusCodeAsString()).isEqualTo("Complete");
    }

    @Test
    void putsThePointsOfAPeriodTogether() {
        IntStream.rangeClosed(1, 4).forEach(index -> put(NOON.plusSeconds(index), index));

        assertThat(query("Average", 60).values()).containsExactly(2.5);
        assertThat(query("Sum", 60).values()).containsExactly(10.0);
        assertThat(query("Minimum", 60).values()).containsExactly(1.0);
        assertThat(query("SampleCount", 60).values()).containsExactly(4.0);
        assertThat(query("Maximum", 60).timestamps()).containsExactly(NOON);
    }

    @Test
    void hasNoDataForAnotherSetOfDimensions() {
        put(NOON, 1);

        Metric without = Metric.builder().namespace("N").metricName("Lag").build();

        assertThat(query(without, "Maximum", 60).values()).isEmpty();
    }

    @Test
    void unpacksLargeRequests() {
        List<MetricDatum> many = IntStream.range(0, 900)
                .mapToObj(index -> datum(NOON.plusSeconds(index), index))
                .toList();

        cloudWatch.putMetricData(put -> put.namespace("N").metricData(many));

        assertThat(query("SampleCount", 3600).values()).containsExactly(900.0);
    }

    @Test
    void listsMetricsByDimension() {
        put(NOON, 1);

        assertThat(cloudWatch
                        .listMetricsPaginator(list -> list.namespace("N")
                                .dimensions(DimensionFilter.builder()
                                        .name("Task")
                                        .value("T1")
                                        .build()))
                        .metrics())
                .singleElement()
                .satisfies(metric -> {
                    assertThat(metric.metricName()).isEqualTo("Lag");
                    assertThat(metric.dimensions()).containsExactly(TASK);
                });
        assertThat(cloudWatch.listMetrics(list -> list.namespace("Other")).metrics())
                .isEmpty();
    }

    @Test
    void givesStatistics() {
        put(NOON, 3);

        assertThat(cloudWatch
                        .getMetricStatistics(get -> get.namespace("N")
                                .metricName("Lag")
                                .dimensions(TASK)
                                .startTime(NOON)
                                .endTime(NOON.plusSeconds(60))
                                .period(60)
                                .statistics(Statistic.MAXIMUM))
                        .datapoints())
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.maximum()).isEqualTo(3.0);
                    assertThat(point.average()).isNull();
                    assertThat(point.unitAsString()).isEqualTo("Seconds");
                });
    }

    @Test
    void refusesAPeriodThatCloudWatchDoesNotHave() {
        assertThatThrownBy(() -> query("Maximum", 7))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        fault -> assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .hasMessageContaining("the parameter Period is 7");
    }

    private void put(Instant at, double value) {
        cloudWatch.putMetricData(put -> put.namespace("N").metricData(datum(at, value)));
    }

    private static MetricDatum datum(Instant at, double value) {
        return MetricDatum.builder()
                .metricName("Lag")
                .dimensions(TASK)
                .timestamp(at)
                .value(value)
                .unit("Seconds")
                .build();
    }

    private MetricDataResult query(String statistic, int period) {
        return query(
                Metric.builder()
                        .namespace("N")
                        .metricName("Lag")
                        .dimensions(TASK)
                        .build(),
                statistic,
                period);
    }

    private MetricDataResult query(Metric metric, String statistic, int period) {
        return cloudWatch
                .getMetricData(get -> get.startTime(NOON)
                        .endTime(NOON.plusSeconds(3600))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("q")
                                .metricStat(stat ->
                                        stat.metric(metric).period(period).stat(statistic))
                                .build()))
                .metricDataResults()
                .get(0);
    }
}
