package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Metrics and their data points, in memory, the oldest given up when there are too many. Thread-safe.
 */
public final class MetricStore {
    private static final int MAX_METRICS = 2_000;
    private static final int MAX_POINTS = 20_000;

    private final Map<MetricName, Deque<Point>> points = new TreeMap<>(Comparator.comparing(MetricName::namespace)
            .thenComparing(MetricName::name)
            .thenComparing(name -> new TreeMap<>(name.dimensions()).toString()));

    /**
     * What identifies a metric.
     *
     * @param namespace such as {@code AWS/DMS}
     * @param name such as {@code CDCLatencySource}
     * @param dimensions every one of them: with one fewer it is another metric
     */
    public record MetricName(String namespace, String name, Map<String, String> dimensions) {
        /** Copies the map. */
        public MetricName {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /**
     * What was measured at a time, by one observation or several.
     *
     * @param at when
     * @param statistic the observations
     * @param unit as CloudWatch names it
     */
    record Point(Instant at, Statistics statistic, String unit) {}

    /** Adds one observation. */
    public void put(MetricName name, Instant at, double value, String unit) {
        put(name, new Point(at, Statistics.of(value, 1), unit));
    }

    synchronized void put(MetricName name, Point point) {
        if (!points.containsKey(name) && points.size() == MAX_METRICS) {
            throw new Fault("LimitExceeded", "dmskit-local keeps " + MAX_METRICS + " metrics and no more");
        }
        Deque<Point> history = points.computeIfAbsent(name, any -> new ArrayDeque<>());
        if (history.size() == MAX_POINTS) {
            history.removeFirst();
        }
        history.addLast(point);
    }

    synchronized List<MetricName> names() {
        return List.copyOf(points.keySet());
    }

    /**
     * Returns the points of a span, put together by period.
     *
     * @param from inclusive
     * @param to exclusive
     * @param period length of a bucket; buckets begin at its multiples
     * @return by the beginning of their buckets, in time order; buckets without points are missing
     */
    synchronized SortedMap<Instant, Statistics> buckets(MetricName name, Instant from, Instant to, Duration period) {
        long millis = period.toMillis();
        return points.getOrDefault(name, new ArrayDeque<>()).stream()
                .filter(point -> !point.at().isBefore(from) && point.at().isBefore(to))
                .collect(Collectors.toMap(
                        point -> Instant.ofEpochMilli(Math.floorDiv(point.at().toEpochMilli(), millis) * millis),
                        Point::statistic,
                        Statistics::plus,
                        TreeMap::new));
    }

    synchronized String unit(MetricName name) {
        Deque<Point> history = points.get(name);
        return history == null || history.isEmpty() ? "None" : history.getLast().unit();
    }
}
