package io.dmskit.monitoring.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Time from left to right, the same in every drawing of a report. What lies outside is at its edge.
 *
 * @param begin the left edge
 * @param end the right edge
 * @param left where the left edge is drawn
 * @param right where the right edge is drawn
 */
record TimeAxis(Instant begin, Instant end, double left, double right) {
    private static final Duration SHORT = Duration.ofMinutes(30);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    double x(Instant at) {
        double share = Duration.between(begin, at).toMillis() / (double) millis();
        return left + (right - left) * Math.max(0, Math.min(1, share));
    }

    private long millis() {
        return Math.max(1, Duration.between(begin, end).toMillis());
    }

    /** Returns three labels, of what has passed or of the time in UTC if it is long. */
    String labels(int y) {
        return label(begin, y, "start") + label(begin.plusMillis(millis() / 2), y, "middle") + label(end, y, "end");
    }

    private String label(Instant at, int y, String anchor) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x(at), y, anchor, text(at));
    }

    private String text(Instant at) {
        Duration whole = Duration.ofMillis(millis());
        if (whole.compareTo(SHORT) <= 0) {
            return Durations.spell(
                    Duration.ofSeconds(Math.round(Duration.between(begin, at).toMillis() / 1000.0)));
        }
        return whole.toHours() < 20 ? CLOCK.format(at) : DAY.format(at);
    }
}
