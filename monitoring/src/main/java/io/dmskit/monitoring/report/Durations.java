package io.dmskit.monitoring.report;

import java.time.Duration;
import java.util.Locale;

/** Spells durations for reading. */
final class Durations {
    private Durations() {}

    static String spell(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return two(seconds / 3600, "h", seconds / 60 % 60, "min");
        }
        if (seconds >= 60) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return duration.toMillis() % 1000 == 0
                ? seconds + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0
                ? large + " " + unit
                : String.format(Locale.ROOT, "%d %s %02d %s", large, unit, small, smallUnit);
    }
}
