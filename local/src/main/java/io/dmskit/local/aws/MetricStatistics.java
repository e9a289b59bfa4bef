package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.aws.MetricStore.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;

/**
 * GetMetricStatistics: one metric, several statistics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</a>
 */
final class MetricStatistics {
    private static final long MAX_DATAPOINTS = 1440;

    private final MetricStore store;
    private final InstantSource clock;

    MetricStatistics(MetricStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    GetMetricStatisticsResponse get(GetMetricStatisticsRequest request) {
        MetricName name = MetricNames.of(request.namespace(), request.metricName(), request.dimensions());
        Map<String, Stat> wanted = wanted(request);
        Span span = MetricPeriods.span(request.startTime(), request.endTime(), request.period(), clock.instant());
        checkNumber(span);
        String unit = request.unitAsString() == null ? store.unit(name) : request.unitAsString();
        return GetMetricStatisticsResponse.builder()
                .label(name.name())
                .datapoints(store.periods(name, span, MetricNames.unit(request.unitAsString())).entrySet().stream()
                        .map(entry -> datapoint(entry.getKey(), entry.getValue(), wanted, unit))
                        .toList())
                .build();
    }

    private static Map<String, Stat> wanted(GetMetricStatisticsRequest request) {
        Map<String, Stat> wanted = new TreeMap<>();
        request.statisticsAsStrings().forEach(name -> wanted.put(name, Stat.named(name)));
        request.extendedStatistics().forEach(name -> wanted.put(name, Stat.named(name)));
        if (wanted.isEmpty()) {
            throw CloudWatchFaults.invalidCombination(
                    "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
        }
        return wanted;
    }

    private static void checkNumber(Span span) {
        long points = Duration.between(span.from(), span.to()).toSeconds()
                / span.period().toSeconds();
        if (points > MAX_DATAPOINTS) {
            throw CloudWatchFaults.invalidCombination("You have requested up to " + points
                    + " datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by"
                    + " increasing Period, or decreasing the time range.");
        }
    }

    private static Datapoint datapoint(Instant at, Statistics values, Map<String, Stat> wanted, String unit) {
        Map<String, Double> found = new TreeMap<>();
        wanted.forEach((name, stat) -> {
            OptionalDouble value = stat.of(values);
            value.ifPresent(number -> found.put(name, number));
        });
        Datapoint.Builder point = Datapoint.builder()
                .timestamp(at)
                .unit(unit)
                .average(taken(found, "Average"))
                .sum(taken(found, "Sum"))
                .minimum(taken(found, "Minimum"))
                .maximum(taken(found, "Maximum"))
                .sampleCount(taken(found, "SampleCount"));
        return found.isEmpty() ? point.build() : point.extendedStatistics(found).build();
    }

    private static @Nullable Double taken(Map<String, Double> found, String name) {
        return found.remove(name);
    }
}
