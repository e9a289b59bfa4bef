package io.dmskit.local.dms;

import java.time.Duration;

/**
 * How fast things go for tasks.
 *
 * @param transition how long creating, modifying and deleting take; minutes on AWS
 * @param speedUp pauses between tries after recoverable errors are cut to one part in this
 * @param metricPeriod how often a running task publishes its metrics; a minute on AWS
 */
public record Pace(Duration transition, int speedUp, Duration metricPeriod) {
    /** Transitions of 20 ms, pauses a tenth as long, metrics every minute. */
    public static final Pace DEFAULT = new Pace(Duration.ofMillis(20), 10, Duration.ofMinutes(1));

    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);

    /** Checks that it is a pace at all. */
    public Pace {
        if (transition.isNegative() || speedUp < 1 || metricPeriod.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException("no such pace: transition " + transition + ", speed-up " + speedUp
                    + ", metric period " + metricPeriod
                    + "; a transition is not negative, a speed-up is at least 1, a period at least 100 ms");
        }
    }

    /** Returns this pace with another metric period. */
    public Pace withMetricPeriod(Duration period) {
        return new Pace(transition, speedUp, period);
    }
}
