package io.dmskit.monitoring.watch;

import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.judge.MetricReading;
import io.dmskit.monitoring.judge.MetricReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The newest latencies of one replication in order of time. Readings overlap; each point is in it once. Used by one thread. */
final class LatencyTrace {
    /** Two hours of minutes. */
    private static final int KEPT = 120;

    private final TreeMap<Instant, LatencyPoint> points = new TreeMap<>();

    void see(MetricReadings readings) {
        Map<Instant, Duration> source = byTime(readings, DmsMetric.CDC_LATENCY_SOURCE);
        Map<Instant, Duration> target = byTime(readings, DmsMetric.CDC_LATENCY_TARGET);
        Map<Instant, LatencyPoint> seen = new HashMap<>();
        source.keySet().forEach(at -> seen.put(at, point(at, source, target)));
        target.keySet().forEach(at -> seen.put(at, point(at, source, target)));
        points.putAll(seen);
        while (points.size() > KEPT) {
            points.pollFirstEntry();
        }
    }

    private static LatencyPoint point(Instant at, Map<Instant, Duration> source, Map<Instant, Duration> target) {
        return new LatencyPoint(at, Optional.ofNullable(source.get(at)), Optional.ofNullable(target.get(at)));
    }

    private static Map<Instant, Duration> byTime(MetricReadings readings, DmsMetric metric) {
        return readings.points().getOrDefault(metric, List.of()).stream()
                .collect(Collectors.toMap(MetricReading::at, Progress::seconds, (one, other) -> other));
    }

    List<LatencyPoint> points() {
        return List.copyOf(points.values());
    }
}
