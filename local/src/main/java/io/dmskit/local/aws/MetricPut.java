package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.aws.MetricStore.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/**
 * PutMetricData, all of a request or nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">PutMetricData</a>
 */
final class MetricPut {
    private static final int MAX_METRICS = 1000;
    private static final int MAX_VALUES = 150;
    private static final double LARGEST = Math.pow(2, 360);
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration FURTHEST = Duration.ofHours(2);

    private final MetricStore store;
    private final InstantSource clock;

    MetricPut(MetricStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    PutMetricDataResponse put(PutMetricDataRequest request) {
        String namespace = CloudWatchFaults.required("Namespace", request.namespace());
        if (namespace.startsWith("AWS/")) {
            throw CloudWatchFaults.invalidValue("The value AWS/ for parameter Namespace is invalid.");
        }
        if (request.metricData().isEmpty() || request.metricData().size() > MAX_METRICS) {
            throw CloudWatchFaults.invalidValue(
                    "MetricData has " + request.metricData().size() + " members; allowed are 1 to " + MAX_METRICS);
        }
        List<Map.Entry<MetricName, Point>> checked = request.metricData().stream()
                .map(datum ->
                        Map.entry(MetricNames.of(namespace, datum.metricName(), datum.dimensions()), point(datum)))
                .toList();
        checked.forEach(entry -> store.put(entry.getKey(), entry.getValue()));
        return PutMetricDataResponse.builder().build();
    }

    private Point point(MetricDatum datum) {
        return new Point(time(datum), observed(datum), MetricNames.checkedUnit(datum.unitAsString()));
    }

    private Instant time(MetricDatum datum) {
        Instant now = clock.instant();
        Instant at = datum.timestamp() == null ? now : datum.timestamp();
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(FURTHEST))) {
            throw CloudWatchFaults.invalidValue("The parameter MetricData.Timestamp is " + at
                    + "; it must be within two weeks before and two hours after now, " + now);
        }
        return at;
    }

    private static Statistics observed(MetricDatum datum) {
        if (IntStream.of(
                                datum.value() == null ? 0 : 1,
                                datum.statisticValues() == null ? 0 : 1,
                                datum.values().isEmpty() ? 0 : 1)
                        .sum()
                != 1) {
            throw CloudWatchFaults.invalidCombination(
                    "metric " + datum.metricName() + " must have one of Value, Values and StatisticValues");
        }
        if (datum.value() != null) {
            return Statistics.of(number(datum.value()), 1);
        }
        return datum.statisticValues() != null ? outlines(datum.statisticValues()) : values(datum);
    }

    private static Statistics outlines(StatisticSet set) {
        if (set.sampleCount() == null || set.sum() == null || set.minimum() == null || set.maximum() == null) {
            throw CloudWatchFaults.missing("StatisticValues needs SampleCount, Sum, Minimum and Maximum.");
        }
        if (set.sampleCount() <= 0 || set.minimum() > set.maximum()) {
            throw CloudWatchFaults.invalidValue(
                    "StatisticValues needs a SampleCount above 0 and a Minimum that is not above its Maximum");
        }
        return Statistics.outlines(
                number(set.sampleCount()), number(set.sum()), number(set.minimum()), number(set.maximum()));
    }

    private static Statistics values(MetricDatum datum) {
        List<Double> counts = datum.counts();
        int length = datum.values().size();
        if (length > MAX_VALUES || (!counts.isEmpty() && counts.size() != length)) {
            throw CloudWatchFaults.invalidValue(
                    "metric " + datum.metricName() + " has " + length + " Values and " + counts.size()
                            + " Counts; allowed are up to " + MAX_VALUES + " Values, and as many Counts or none");
        }
        if (counts.stream().anyMatch(count -> !(count > 0))) {
            throw CloudWatchFaults.invalidValue("metric " + datum.metricName() + " has Counts that are not above 0");
        }
        return Statistics.together(IntStream.range(0, length)
                .mapToObj(index -> Statistics.of(
                        number(datum.values().get(index)), counts.isEmpty() ? 1 : number(counts.get(index))))
                .toList());
    }

    private static double number(double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw CloudWatchFaults.invalidValue(
                    "The value " + value + " is invalid: allowed are numbers from -2^360 to 2^360.");
        }
        return value;
    }
}
