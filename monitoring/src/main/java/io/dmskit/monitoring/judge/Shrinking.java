package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When something that becomes less is gone. A single step is no pace: what counts is the slower half of the time. */
final class Shrinking {
    /** Gone so soon, somebody should come at once. */
    static final Duration SOON = Duration.ofHours(1);

    /** Gone so soon, somebody should look. */
    static final Duration LATER = Duration.ofHours(4);

    private Shrinking() {}

    /**
     * Returns how long it lasts, if that is a few hours.
     *
     * @param points oldest first
     * @param least over how long they must reach to say anything
     */
    static Optional<Duration> goneIn(List<MetricReading> points, Duration least) {
        if (points.size() < 3) {
            return Optional.empty();
        }
        MetricReading first = points.get(0);
        MetricReading middle = points.get(points.size() / 2);
        MetricReading last = points.get(points.size() - 1);
        if (Duration.between(first.at(), last.at()).compareTo(least) < 0) {
            return Optional.empty();
        }
        double perSecond = Math.min(pace(first, middle), pace(middle, last));
        return Optional.of(perSecond)
                .filter(pace -> pace > 0)
                .map(pace -> Duration.ofSeconds(Math.round(Math.max(0, last.value()) / pace)))
                .filter(left -> left.compareTo(LATER) <= 0);
    }

    private static double pace(MetricReading from, MetricReading to) {
        return (from.value() - to.value())
                / Math.max(1, Duration.between(from.at(), to.at()).toSeconds());
    }
}
