package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a lag is going, as a straight line through its newest points.
 *
 * @param lag the newest
 * @param perMinute by how many seconds it grows each minute; negative while it is being made up
 */
public record LagForecast(Duration lag, double perMinute) {
    private static final int POINTS = 10;
    private static final int FEWEST = 3;
    private static final double STEADY = 1;

    /** Looks ahead from these points of a latency in seconds, oldest first; nothing from fewer than three. */
    public static Optional<LagForecast> of(List<MetricReading> points) {
        List<MetricReading> newest = points.subList(Math.max(0, points.size() - POINTS), points.size());
        if (newest.size() < FEWEST) {
            return Optional.empty();
        }
        MetricReading last = newest.get(newest.size() - 1);
        return Optional.of(new LagForecast(Duration.ofMillis(Math.round(last.value() * 1000)), slope(newest)));
    }

    private static double slope(List<MetricReading> points) {
        double meanX =
                points.stream().mapToDouble(LagForecast::minutes).average().orElse(0);
        double meanY =
                points.stream().mapToDouble(MetricReading::value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (MetricReading point : points) {
            double x = minutes(point) - meanX;
            above += x * (point.value() - meanY);
            below += x * x;
        }
        return below == 0 ? 0 : above / below;
    }

    private static double minutes(MetricReading point) {
        return point.at().getEpochSecond() / 60.0;
    }

    /** Returns when it will be made up; nothing if it never is at the current rate. */
    public Optional<Duration> caughtUpIn() {
        return perMinute > -STEADY
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(lag.toSeconds() / -perMinute * 60)));
    }

    /** Returns a phrase such as {@code caught up in about 12 min 00 s at this rate}. */
    public String describe() {
        return caughtUpIn()
                .map(left -> "caught up in about " + Words.of(left) + " at this rate")
                .orElseGet(() -> (perMinute < STEADY ? "steady" : "growing by " + Math.round(perMinute) + " s a minute")
                        + ": at this rate it is never caught up");
    }
}
