package io.dmskit.monitoring.report;

import io.dmskit.monitoring.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Draws source and target latency over time; where nothing was known, the line is broken. */
final class LatencyChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 48;
    private static final int TOP = 12;
    private static final int BOTTOM = 26;

    private final List<Snapshot> history;
    private final Instant begin;
    private final double seconds;
    private final double highest;

    private LatencyChart(List<Snapshot> history) {
        this.history = history;
        this.begin = history.get(0).at();
        this.seconds = Math.max(1, since(history.get(history.size() - 1).at()));
        this.highest = niceCeiling(history.stream()
                .flatMap(seen -> Stream.of(seen.sourceLatency(), seen.targetLatency()))
                .flatMap(Optional::stream)
                .mapToDouble(LatencyChart::inSeconds)
                .max()
                .orElse(1));
    }

    /** Returns the chart as SVG; nothing if no latency was ever seen. */
    static Optional<String> draw(List<Snapshot> history) {
        boolean seen =
                history.stream().anyMatch(snapshot -> snapshot.targetLatency().isPresent());
        return seen ? Optional.of(new LatencyChart(history).svg()) : Optional.empty();
    }

    private String svg() {
        return "<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\""
                + " aria-label=\"source and target latency in seconds over time\">\n"
                + gridLine(0) + gridLine(highest / 2) + gridLine(highest)
                + timeLabel(0, "start") + timeLabel(seconds / 2, "middle") + timeLabel(seconds, "end")
                + path("source", Snapshot::sourceLatency) + path("target", Snapshot::targetLatency)
                + "</svg>\n";
    }

    private String gridLine(double latency) {
        return format(
                "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s s</text>\n",
                LEFT, y(latency), WIDTH, y(latency), LEFT - 6, y(latency) + 4, number(latency));
    }

    private String timeLabel(double second, String anchor) {
        return format(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s s</text>\n",
                x(second), HEIGHT - 6, anchor, number(Math.rint(second)));
    }

    private String path(String line, Function<Snapshot, Optional<Duration>> latency) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (Snapshot snapshot : history) {
            Optional<Duration> value = latency.apply(snapshot);
            if (value.isPresent()) {
                path.append(
                        format("%s%.1f %.1f", pen ? " L" : " M", x(since(snapshot.at())), y(inSeconds(value.get()))));
            }
            pen = value.isPresent();
        }
        return path.isEmpty() ? "" : "<path class=\"" + line + "\" d=\"" + path.substring(1) + "\"/>\n";
    }

    private double since(Instant at) {
        return inSeconds(Duration.between(begin, at));
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - 4) * second / seconds;
    }

    private double y(double latency) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - latency / highest);
    }

    private static double inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Rounds up to 1, 2 or 5 times a power of ten, so that the labels are round. */
    private static double niceCeiling(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
        for (double step : new double[] {1, 2, 5}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? format("%.0f", value) : format("%.1f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
