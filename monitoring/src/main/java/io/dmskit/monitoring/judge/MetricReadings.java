package io.dmskit.monitoring.judge;

import io.dmskit.metric.DmsMetric;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What CloudWatch answered when it was asked last. A metric without a point has no value, which is never the same as 0.
 *
 * @param readAt when it was asked
 * @param points by metric, each list in order of time; they may have been read before
 */
public record MetricReadings(Instant readAt, Map<DmsMetric, List<MetricReading>> points) {
    /** Copies the lists and puts them in order. */
    public MetricReadings {
        Map<DmsMetric, List<MetricReading>> ordered = new EnumMap<>(DmsMetric.class);
        points.forEach((metric, list) -> ordered.put(
                metric,
                list.stream().sorted(Comparator.comparing(MetricReading::at)).toList()));
        points = Map.copyOf(ordered);
    }
}
