package io.dmskit.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a sink is left alone after failures: twice as long each time, up to a limit.
 *
 * @param first after the first failure
 * @param longest at most
 */
record Backoff(Duration first, Duration longest) {
    /** No sink may ask to be left alone longer than this. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(15);

    private static final int DOUBLINGS = 30;

    Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off is from " + first + " to " + longest
                    + ": it must be longer than zero, and the last not below the first");
        }
    }

    Duration pause(int failures, Optional<Duration> asked) {
        Duration grown = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        Duration own = shorter(grown, longest);
        Duration wanted = asked.map(pause -> shorter(pause, LONGEST_ASKED)).orElse(Duration.ZERO);
        return own.compareTo(wanted) > 0 ? own : wanted;
    }

    /** A clock that was put back to before a pause began must not make it longer. */
    static boolean isOver(Instant from, Instant until, Instant now) {
        return !now.isBefore(until) || now.isBefore(from);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
