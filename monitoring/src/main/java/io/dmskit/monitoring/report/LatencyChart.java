package io.dmskit.monitoring.report;

import io.dmskit.monitoring.watch.LatencyPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Draws source and target latency over time, with the bounds from which somebody is told; where nothing was known, the line is broken. A
 * bound far above everything that was seen is left out, since it would press the lines to the ground.
 */
final class LatencyChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 56;
    private static final int TOP = 12;
    private static final int BOTTOM = 26;
    private static final double FAR_ABOVE = 3;

    private final List<LatencyPoint> points;
    private final Asked asked;
    private final TimeAxis axis;
    private final double seen;
    private final double highest;

    private LatencyChart(List<LatencyPoint> points, Asked asked, TimeAxis axis) {
        this.points = points;
        this.asked = asked;
        this.axis = axis;
        this.seen = points.stream()
                .flatMap(point -> Stream.of(point.source(), point.target()))
                .flatMap(Optional::stream)
                .mapToDouble(LatencyChart::inSeconds)
                .max()
                .orElse(1);
        double shown = bounds().mapToDouble(LatencyChart::inSeconds).max().orElse(0);
        this.highest = niceCeiling(Math.max(seen, shown * 1.05));
    }

    /** Returns the chart as SVG; nothing if no latency was ever seen. */
    static Optional<String> draw(List<LatencyPoint> points, Asked asked, Instant begin, Instant end) {
        boolean seen = points.stream().anyMatch(point -> point.target().isPresent());
        return seen
                ? Optional.of(new LatencyChart(points, asked, new TimeAxis(begin, end, LEFT, WIDTH - 4)).svg())
                : Optional.empty();
    }

    /** Returns in words which bounds are not drawn; nothing if both are. */
    static Optional<String> boundsLeftOut(List<LatencyPoint> points, Asked asked) {
        LatencyChart chart = new LatencyChart(points, asked, new TimeAxis(Instant.EPOCH, Instant.EPOCH, 0, 1));
        List<String> out = Stream.of(asked.lagWarn(), asked.lagPage())
                .filter(bound -> chart.bounds().noneMatch(bound::equals))
                .distinct()
                .map(Durations::spell)
                .toList();
        return out.isEmpty()
                ? Optional.empty()
                : Optional.of("Somebody is told from " + String.join(" and ", out) + " on, which is far above.");
    }

    private Stream<Duration> bounds() {
        return Stream.of(asked.lagWarn(), asked.lagPage())
                .distinct()
                .filter(bound -> inSeconds(bound) <= seen * FAR_ABOVE);
    }

    private String svg() {
        StringBuilder lines = new StringBuilder();
        bounds().forEach(bound -> lines.append(bound(bound)));
        return "<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\""
                + " aria-label=\"source and target latency over time\">\n"
                + gridLine(0) + gridLine(highest / 2) + gridLine(highest)
                + axis.labels(HEIGHT - 6) + lines
                + path("source", LatencyPoint::source) + path("target", LatencyPoint::target)
                + "</svg>\n";
    }

    private String gridLine(double latency) {
        return format(
                "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                LEFT, y(latency), WIDTH, y(latency), LEFT - 6, y(latency) + 4, label(latency));
    }

    private String bound(Duration bound) {
        String kind = bound.equals(asked.lagPage()) ? "page" : "warn";
        return format(
                "<line class=\"bound %s\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s %s</text>\n",
                kind,
                LEFT,
                y(inSeconds(bound)),
                WIDTH,
                y(inSeconds(bound)),
                WIDTH - 4,
                y(inSeconds(bound)) - 4,
                kind.equals("page") ? "page" : "warning",
                Durations.spell(bound));
    }

    private String path(String line, Function<LatencyPoint, Optional<Duration>> latency) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (LatencyPoint point : points) {
            Optional<Duration> value = latency.apply(point);
            if (value.isPresent()) {
                // A line of no length, with round ends, so that a point that stands alone is seen.
                path.append(format(
                        "%s%.1f %.1f%s",
                        pen ? " L" : " M", axis.x(point.at()), y(inSeconds(value.get())), pen ? "" : " l0 0"));
            }
            pen = value.isPresent();
        }
        return path.isEmpty() ? "" : "<path class=\"" + line + "\" d=\"" + path.substring(1) + "\"/>\n";
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

    /** The labels of an axis are in one unit, whatever is odd about them. */
    private String label(double seconds) {
        if (highest >= 7200) {
            return number(seconds / 3600) + " h";
        }
        return highest >= 300 ? number(seconds / 60) + " min" : number(seconds) + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? format("%.0f", value) : format("%.1f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
