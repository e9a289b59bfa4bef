package io.dmskit.local.dms;

import java.time.Duration;

/**
 * How fast things go.
 *
 * @param factor the share of AWS's time that transitions take: 1 is AWS's pace, 0 is at once
 * @param metricPeriod how often a running task publishes its metrics; a minute on AWS
 */
public record Pace(double factor, Duration metricPeriod) {
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);
    private static final int MOST_SPEED_UP = 10;

    /** A ten-thousandth of AWS's time, so that a transition takes milliseconds; metrics every minute. */
    public static final Pace DEFAULT = new Pace(1e-4, Duration.ofMinutes(1));

    /** About as slow as AWS: minutes for an instance. */
    public static final Pace AWS = new Pace(1, Duration.ofMinutes(1));

    /** Checks that it is a pace at all. */
    public Pace {
        if (!(factor >= 0 && factor <= 100) || metricPeriod.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException("no such pace: factor " + factor + ", metric period " + metricPeriod
                    + "; a factor is 0 to 100, a period at least 100 ms");
        }
    }

    /**
     * Reads a pace as a command line gives it.
     *
     * @param text {@code aws}, or a factor such as 0.01
     * @throws IllegalArgumentException if it is neither
     */
    public static Pace of(String text) {
        if (text.equals("aws")) {
            return AWS;
        }
        try {
            return DEFAULT.withFactor(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "no such pace: \"" + text + "\"; give aws, or a share of AWS's time such as 0.01", e);
        }
    }

    /** Returns this pace with another share of AWS's time. */
    public Pace withFactor(double share) {
        return new Pace(share, metricPeriod);
    }

    /** Returns this pace with another metric period. */
    public Pace withMetricPeriod(Duration period) {
        return new Pace(factor, period);
    }

    /** Returns how long a transition takes. */
    Duration of(Transition transition) {
        return Duration.ofNanos(Math.round(transition.onAws().toNanos() * factor));
    }

    /**
     * Returns by what pauses between tries after recoverable errors are divided. They shrink with the rest but never below a tenth:
     * a database that restarts needs its time.
     */
    int speedUp() {
        return (int) Math.max(1, Math.min(MOST_SPEED_UP, 1 / Math.max(factor, 1e-9)));
    }
}
