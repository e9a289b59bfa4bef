package io.dmskit.monitoring.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Numbers and durations as people read them. */
final class Texts {
    private Texts() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String speed(double perSecond) {
        return count(Math.round(perSecond)) + "/s";
    }

    static String latency(Optional<Duration> latency) {
        return latency.map(Texts::duration).orElse("unknown");
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        if (seconds >= 60) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return duration.toMillis() % 1000 == 0
                ? seconds + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** Cuts in the middle, since both ends of a table's name tell it from others. */
    static String fit(String text, int width) {
        if (text.length() <= width) {
            return text + " ".repeat(width - text.length());
        }
        int head = (width - 2) / 2;
        return text.substring(0, head) + ".." + text.substring(text.length() - (width - 2 - head));
    }

    /** Returns the text on one line, without what a terminal would take for anything but text. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
    }

    /** Divides text at blanks into so many lines at most; the last one is cut where there is more. */
    static List<String> wrap(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width && lines.size() < most - 1) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > width / 2 ? blank : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(shorten(rest, width));
        return lines;
    }

    /** Cuts and says so. */
    static String shorten(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 2)) + "..";
    }

    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}
