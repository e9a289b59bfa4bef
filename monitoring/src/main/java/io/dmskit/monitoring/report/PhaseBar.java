package io.dmskit.monitoring.report;

import io.dmskit.cutover.CutoverStep;
import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.monitoring.history.WatchHistory.Gap;
import io.dmskit.monitoring.history.WatchPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws what happened when, as bars below each other: the phases of the task, the cutover, what was wrong. */
final class PhaseBar {
    private static final int WIDTH = 640;
    private static final int BAR = 18;
    private static final int STEP = 22;
    private static final int THIN = 8;

    private final MigrationReport report;
    private final TimeAxis axis;
    private final StringBuilder drawn = new StringBuilder();
    private final Map<String, Key> legend = new LinkedHashMap<>();
    private int top;

    private PhaseBar(MigrationReport report) {
        this.report = report;
        this.axis = new TimeAxis(report.startedAt(), report.end(), 0, WIDTH);
    }

    static String draw(MigrationReport report) {
        return new PhaseBar(report).svg();
    }

    private String svg() {
        bar("phase", phases());
        report.history().gaps().forEach(this::unwatched);
        top += STEP;
        report.cutover().ifPresent(cutover -> {
            bar("step", cutover.steps().stream().map(PhaseBar::span).toList());
            top += STEP;
        });
        if (!report.history().wrong().isEmpty()) {
            // The most urgent last, so that nothing covers it.
            report.history().wrong().stream()
                    .sorted(Comparator.comparing(PastIncident::worst))
                    .forEach(this::incident);
            top += THIN + 4;
        }
        int height = top + 14;
        return "<svg class=\"phases\" viewBox=\"0 0 " + WIDTH + " " + height
                + "\" role=\"img\" aria-label=\"what happened when\">\n" + drawn + axis.labels(height - 2) + "</svg>\n"
                + legend();
    }

    private List<Span> phases() {
        List<WatchPoint> points = report.history().points();
        List<Span> spans = new ArrayList<>();
        if (points.isEmpty()) {
            return spans;
        }
        Instant begin = report.startedAt();
        Phase current = points.get(0).at().isAfter(begin)
                ? Phase.STARTING
                : points.get(0).phase();
        for (WatchPoint point : points) {
            if (point.phase() != current) {
                spans.add(new Span(current.toString(), begin, Duration.between(begin, point.at())));
                begin = point.at();
                current = point.phase();
            }
        }
        if (current != Phase.ENDED) {
            spans.add(new Span(current.toString(), begin, Duration.between(begin, report.end())));
        }
        return spans;
    }

    private static Span span(CutoverStep step) {
        return new Span(
                step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), step.startedAt(), step.duration());
    }

    /** The same phase has the same tone, and one line in the legend, however often it comes. */
    private void bar(String kind, List<Span> spans) {
        Map<String, Integer> tones = new LinkedHashMap<>();
        for (Span span : spans) {
            int tone = tones.computeIfAbsent(span.name, any -> tones.size() % 4);
            String classes = kind + " tone" + tone;
            rectangle(classes, span, BAR);
            legend.merge(kind + span.name, new Key(classes, span.name, span.duration), Key::with);
        }
    }

    private void unwatched(Gap gap) {
        Span span = new Span("nobody watched", gap.from(), gap.duration());
        rectangle("unwatched", span, BAR);
        legend.merge("unwatched", new Key("unwatched", span.name, span.duration), Key::with);
    }

    private void incident(PastIncident incident) {
        String severity = "incident " + incident.worst().name().toLowerCase(Locale.ROOT);
        Instant seenUntil = report.history()
                .end()
                .filter(end -> end.isAfter(incident.openedAt()))
                .orElse(incident.openedAt());
        Span span = new Span(incident.kind().id(), incident.openedAt(), incident.duration(seenUntil));
        rectangle(severity, span, THIN);
        legend.merge(severity + span.name, new Key(severity, span.name, span.duration), Key::with);
    }

    private void rectangle(String classes, Span span, int height) {
        double from = Math.min(axis.x(span.begin), WIDTH - 1.5);
        double to = axis.x(span.begin.plus(span.duration));
        drawn.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>\n",
                classes,
                from,
                top,
                Math.max(1.5, to - from),
                height,
                Html.escape(span.name + " " + Durations.spell(span.duration))));
    }

    private String legend() {
        StringBuilder text = new StringBuilder("<ul class=\"legend\">");
        legend.values().forEach(key -> text.append("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"")
                .append(key.classes)
                .append("\" width=\"10\" height=\"10\"/></svg>")
                .append(Html.escape(key.name + " " + Durations.spell(key.duration)))
                .append("</li>\n"));
        return text.append("</ul>\n").toString();
    }

    private record Span(String name, Instant begin, Duration duration) {}

    private record Key(String classes, String name, Duration duration) {
        Key with(Key more) {
            return new Key(classes, name, duration.plus(more.duration));
        }
    }
}
