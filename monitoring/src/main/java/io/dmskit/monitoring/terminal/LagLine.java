package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.watch.LatencyPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The newest target latencies as shares of the highest of them, one for each period. A period without a point is a gap: what nobody knows
 * is not drawn as 0. What is below ten seconds is not made to look high.
 *
 * @param shares from 0 to 1, oldest first
 * @param highest the highest latency among them
 */
record LagLine(List<OptionalDouble> shares, Duration highest) {
    private static final double LOWEST_SCALE_SECONDS = 10;

    /** Copies the list. */
    LagLine {
        shares = List.copyOf(shares);
    }

    /** Returns the line of the newest periods; nothing if there is no latency among the points. */
    static Optional<LagLine> of(List<LatencyPoint> points, int periods) {
        TreeMap<Instant, Duration> latencies = new TreeMap<>();
        points.forEach(point -> point.target().ifPresent(latency -> latencies.put(point.at(), latency)));
        if (latencies.isEmpty()) {
            return Optional.empty();
        }
        Duration period = period(latencies);
        Instant first = latencies.lastKey().minus(period.multipliedBy(periods - 1L));
        TreeMap<Instant, Duration> newest = new TreeMap<>(latencies.tailMap(first));
        Duration highest = newest.values().stream().max(Duration::compareTo).orElseThrow();
        double scale = Math.max(LOWEST_SCALE_SECONDS, seconds(highest));
        List<OptionalDouble> shares = new ArrayList<>();
        Instant before = null;
        for (var point : newest.entrySet()) {
            if (before != null) {
                long missing = Math.round(seconds(Duration.between(before, point.getKey())) / seconds(period)) - 1;
                for (long i = 0; i < missing; i++) {
                    shares.add(OptionalDouble.empty());
                }
            }
            shares.add(OptionalDouble.of(seconds(point.getValue()) / scale));
            before = point.getKey();
        }
        return Optional.of(new LagLine(shares, highest));
    }

    /** The shortest distance between two points. */
    private static Duration period(TreeMap<Instant, Duration> latencies) {
        Duration shortest = Duration.ofMinutes(1);
        Instant before = null;
        for (Instant at : latencies.keySet()) {
            if (before != null && Duration.between(before, at).compareTo(shortest) < 0) {
                shortest = Duration.between(before, at);
            }
            before = at;
        }
        return shortest;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
