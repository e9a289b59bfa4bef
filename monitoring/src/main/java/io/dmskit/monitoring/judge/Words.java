package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private Words() {}

    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        return seconds >= 60 ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60) : seconds + " s";
    }

    static String seconds(double seconds) {
        return of(Duration.ofSeconds(Math.round(seconds)));
    }

    static String counted(long count, String one, String more) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
    }

    static String bytes(long bytes) {
        double gib = (double) bytes / (1 << 30);
        return gib >= 1 ? String.format(Locale.ROOT, "%.1f GiB", gib) : Math.round(gib * 1024) + " MiB";
    }
}
