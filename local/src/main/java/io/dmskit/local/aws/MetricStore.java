package io.dmskit.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Metrics and their data points, in memory. The oldest points are given up when there are too many: a metric keeps what CloudWatch
 * keeps of one-minute points, less when there are many metrics. Thread-safe.
 */
public final class MetricStore implements MetricSink {
    private static final int MAX_METRICS = 50_000;
    private static final int MAX_POINTS = 400_000;

    /** Fifteen days of minutes. */
    private static final int MAX_POINTS_OF_ONE = 21_600;

    private static final Comparator<MetricName> ORDER = Comparator.comparing(MetricName::namespace)
            .thenComparing(MetricName::name)
            .thenComparing(name -> new TreeMap<>(name.dimensions()).toString());

    private final Map<MetricName, Deque<Point>> points = new HashMap<>();

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

    /**
     * A span of time cut into periods.
     *
     * @param from inclusive; the first period begins here
     * @param to exclusive
     * @param period how long each is
     */
    record Span(Instant from, Instant to, Duration period) {
        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }

        Instant periodOf(Instant time) {
            long past = Duration.between(from, time).toMillis();
            return from.plusMillis(past - past % period.toMillis());
        }
    }

    @Override
    public void put(MetricName name, Instant at, double value, String unit) {
        put(name, new Point(at, Statistics.of(value, 1), unit));
    }

    synchronized void put(MetricName name, Point point) {
        if (!points.containsKey(name) && points.size() == MAX_METRICS) {
            throw CloudWatchFaults.limit("dmskit-local keeps " + MAX_METRICS + " metrics and no more");
        }
        Deque<Point> history = points.computeIfAbsent(name, any -> new ArrayDeque<>());
        while (history.size() >= Math.min(MAX_POINTS_OF_ONE, MAX_POINTS / points.size())) {
            history.removeFirst();
        }
        history.addLast(point);
    }

    /** Returns the metrics that have a point at this time or later, in the order of their names. */
    synchronized List<MetricName> names(Instant activeSince) {
        return points.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(point -> !point.at().isBefore(activeSince)))
                .map(Map.Entry::getKey)
                .sorted(ORDER)
                .toList();
    }

    /**
     * Returns the points of a span whose unit passes, put together by period.
     *
     * @return by the beginning of their periods, in time order; periods without points are missing
     */
    SortedMap<Instant, Statistics> periods(MetricName name, Span span, Predicate<String> unit) {
        return history(name).stream()
                .filter(point -> span.contains(point.at()) && unit.test(point.unit()))
                .collect(Collectors.groupingBy(
                        point -> span.periodOf(point.at()),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Point::statistic, Collectors.toList()), Statistics::together)));
    }

    private synchronized List<Point> history(MetricName name) {
        return List.copyOf(points.getOrDefault(name, new ArrayDeque<>()));
    }

    synchronized String unit(MetricName name) {
        Deque<Point> history = points.get(name);
        return history == null || history.isEmpty() ? "None" : history.getLast().unit();
    }
}
