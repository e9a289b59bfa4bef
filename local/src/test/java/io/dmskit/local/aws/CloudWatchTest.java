package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.HandTimeline;
import io.dmskit.local.LocalClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Dimension TASK =
            Dimension.builder().name("Task").value("T1").build();

    private final DmskitLocal local = DmskitLocal.builder()
            .time(InstantSource.fixed(NOON.plusSeconds(3600)), new HandTimeline())
            .start();
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

    @Test
    void computesPercentilesOfTheValuesAndOfTheirCounts() {
        cloudWatch.putMetricData(put -> put.namespace("N")
                .metricData(MetricDatum.builder()
                        .metricName("Lag")
                        .dimensions(TASK)
                        .timestamp(NOON)
                        .values(1.0, 2.0, 100.0)
                        .counts(50.0, 45.0, 5.0)
                        .build()));

        assertThat(query("p50", 60).values()).containsExactly(1.0);
        assertThat(query("p95", 60).values()).containsExactly(2.0);
        assertThat(query("p99.9", 60).values()).containsExactly(100.0);
        assertThat(query("Average", 60).values()).containsExactly(6.4);
        assertThat(extended("p90").extendedStatistics()).isEqualTo(Map.of("p90", 2.0));
    }

    @Test
    void knowsNoPercentileOfAStatisticSet() {
        cloudWatch.putMetricData(put -> put.namespace("N")
                .metricData(MetricDatum.builder()
                        .metricName("Lag")
                        .dimensions(TASK)
                        .timestamp(NOON)
                        .statisticValues(set ->
                                set.sampleCount(4.0).sum(10.0).minimum(1.0).maximum(4.0))
                        .build()));

        assertThat(query("Average", 60).values()).containsExactly(2.5);
        assertThat(query("p90", 60).values()).isEmpty();
    }

    @Test
    void countsPeriodsFromTheBeginningRoundedDownToTheMinute() {
        put(NOON.plusSeconds(170), 1);
        put(NOON.plusSeconds(190), 2);
        put(NOON.plusSeconds(490), 3);

        MetricDataResult result = cloudWatch
                .getMetricData(get -> get.startTime(NOON.plusSeconds(190))
                        .endTime(NOON.plusSeconds(900))
                        .scanBy("TimestampAscending")
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("q")
                                .metricStat(
                                        stat -> stat.metric(lag()).period(300).stat("Sum"))
                                .build()))
                .metricDataResults()
                .get(0);

        assertThat(result.timestamps()).containsExactly(NOON.plusSeconds(180), NOON.plusSeconds(480));
        assertThat(result.values()).containsExactly(2.0, 3.0);
    }

    @Test
    void givesDataPageByPageAndSaysWhatIsPartial() {
        IntStream.range(0, 5).forEach(minute -> put(NOON.plusSeconds(60L * minute), minute));
        GetMetricDataRequest request = GetMetricDataRequest.builder()
                .startTime(NOON)
                .endTime(NOON.plusSeconds(3600))
                .scanBy("TimestampAscending")
                .maxDatapoints(3)
                .metricDataQueries(
                        MetricDataQuery.builder()
                                .id("a")
                                .metricStat(
                                        stat -> stat.metric(lag()).period(60).stat("Maximum"))
                                .build(),
                        MetricDataQuery.builder()
                                .id("b")
                                .metricStat(
                                        stat -> stat.metric(lag()).period(3600).stat("Sum"))
                                .build())
                .build();

        List<GetMetricDataResponse> pages =
                cloudWatch.getMetricDataPaginator(request).stream().toList();

        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).metricDataResults()).singleElement().satisfies(part -> {
            assertThat(part.values()).containsExactly(0.0, 1.0, 2.0);
            assertThat(part.statusCodeAsString()).isEqualTo("PartialData");
        });
        assertThat(pages.get(1).metricDataResults())
                .extracting(MetricDataResult::values)
                .containsExactly(List.of(3.0, 4.0), List.of(10.0));
        assertThat(pages.get(1).nextToken()).isNull();
    }

    @Test
    void refusesMetricMathAndSaysSo() {
        assertThatThrownBy(() -> cloudWatch.getMetricData(get -> get.startTime(NOON)
                        .endTime(NOON.plusSeconds(60))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("sum")
                                .expression("a + b")
                                .build())))
                .hasMessageContaining("dmskit-local does not compute expressions");
    }

    @Test
    void listsWhatWasActiveWithinThreeHoursOrTwoWeeks() {
        put(NOON, 1);
        put(NOON.minus(Duration.ofDays(2)), "Old", 1);

        assertThat(cloudWatch
                        .listMetrics(list -> list.namespace("N").recentlyActive("PT3H"))
                        .metrics())
                .extracting(Metric::metricName)
                .containsExactly("Lag");
        assertThat(cloudWatch.listMetrics(list -> list.namespace("N")).metrics())
                .extracting(Metric::metricName)
                .containsExactly("Lag", "Old");
    }

    @Test
    void listsPageByPage() {
        IntStream.range(0, 6)
                .forEach(hundred -> cloudWatch.putMetricData(put -> put.namespace("Many")
                        .metricData(IntStream.range(0, 100)
                                .mapToObj(index -> MetricDatum.builder()
                                        .metricName("m" + (hundred * 100 + index))
                                        .value(1.0)
                                        .build())
                                .toList())));

        assertThat(cloudWatch
                        .listMetricsPaginator(list -> list.namespace("Many"))
                        .metrics())
                .hasSize(600)
                .doesNotHaveDuplicates();
    }

    @Test
    void putsAllOfARequestOrNothing() {
        assertThatThrownBy(() -> cloudWatch.putMetricData(put ->
                        put.namespace("N").metricData(datum(NOON, 1), datum(NOON.minus(Duration.ofDays(15)), 2))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("within two weeks before and two hours after now");
        assertThatThrownBy(() -> cloudWatch.putMetricData(
                        put -> put.namespace("N").metricData(datum(NOON, 1), datum(NOON, Double.NaN))))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() ->
                        cloudWatch.putMetricData(put -> put.namespace("AWS/DMS").metricData(datum(NOON, 1))))
                .isInstanceOf(InvalidParameterValueException.class);

        assertThat(query("SampleCount", 60).values()).isEmpty();
    }

    @Test
    void refusesMorePointsThanCloudWatchGivesAtOnce() {
        assertThatThrownBy(() -> cloudWatch.getMetricStatistics(get -> get.namespace("N")
                        .metricName("Lag")
                        .startTime(NOON.minus(Duration.ofDays(2)))
                        .endTime(NOON)
                        .period(60)
                        .statistics(Statistic.MAXIMUM)))
                .isInstanceOf(InvalidParameterCombinationException.class)
                .hasMessageContaining("exceeds the limit of 1,440");
    }

    private Datapoint extended(String statistic) {
        return cloudWatch
                .getMetricStatistics(get -> get.namespace("N")
                        .metricName("Lag")
                        .dimensions(TASK)
                        .startTime(NOON)
                        .endTime(NOON.plusSeconds(60))
                        .period(60)
                        .extendedStatistics(statistic))
                .datapoints()
                .get(0);
    }

    private static Metric lag() {
        return Metric.builder()
                .namespace("N")
                .metricName("Lag")
                .dimensions(TASK)
                .build();
    }

    private void put(Instant at, double value) {
        put(at, "Lag", value);
    }

    private void put(Instant at, String name, double value) {
        cloudWatch.putMetricData(put -> put.namespace("N")
                .metricData(datum(at, value).toBuilder().metricName(name).build()));
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
        return query(lag(), statistic, period);
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
