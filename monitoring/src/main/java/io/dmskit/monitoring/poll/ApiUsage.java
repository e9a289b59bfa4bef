package io.dmskit.monitoring.poll;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What watching has cost so far.
 *
 * @param over how long
 * @param calls requests sent by operation, refused ones included
 * @param throttled how many of them were refused because there were too many
 * @param metricsRequested metrics asked for, which is what CloudWatch is paid for
 */
public record ApiUsage(Duration over, Map<String, Long> calls, long throttled, long metricsRequested) {
    /** What {@code GetMetricData} costs in most regions. */
    public static final double DOLLARS_PER_1000_METRICS = 0.01;

    private static final double SECONDS_PER_DAY = 86_400;

    /** Copies the map. */
    public ApiUsage {
        calls = Map.copyOf(calls);
    }

    /** Returns all calls. */
    public long total() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the calls of a day at this pace. */
    public double callsPerDay() {
        return perDay(total());
    }

    /** Returns the price of a day at this pace, which is that of the metrics: DMS's own calls cost nothing. */
    public double dollarsPerDay() {
        return perDay(metricsRequested) / 1000 * DOLLARS_PER_1000_METRICS;
    }

    private double perDay(long count) {
        double seconds = over.toMillis() / 1000.0;
        return seconds <= 0 ? 0 : count / seconds * SECONDS_PER_DAY;
    }

    /** Returns the calls by operation in the order of their names. */
    public Map<String, Long> byOperation() {
        return new TreeMap<>(calls);
    }
}
