package io.dmskit.monitoring.report;

import io.dmskit.cutover.CutoverStep;
import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws what happened when, as one bar: the phases of the task, and below them the cutover. */
final class PhaseBar {
    private static final int WIDTH = 640;

    private final MigrationReport report;
    private final double millis;

    private PhaseBar(MigrationReport report) {
        this.report = report;
        this.millis = Math.max(1, report.wall().toMillis());
    }

    static String draw(MigrationReport report) {
        return new PhaseBar(report).svg();
    }

    private String svg() {
        List<Span> phases = phases();
        List<Span> steps = report.cutover().stream()
                .flatMap(cutover -> cutover.steps().stream())
                .map(PhaseBar::span)
                .toList();
        return "<svg class=\"phases\" viewBox=\"0 0 " + WIDTH + " 40\" role=\"img\" aria-label=\"phases over time\">\n"
                + rectangles(phases, 0, "phase") + rectangles(steps, 22, "step") + "</svg>\n" + legend(phases, steps);
    }

    private List<Span> phases() {
        List<Span> spans = new ArrayList<>();
        Instant begin = report.startedAt();
        Phase current = Phase.STARTING;
        for (Snapshot snapshot : report.history()) {
            if (snapshot.phase() != current) {
                spans.add(new Span(current.toString(), begin, Duration.between(begin, snapshot.at())));
                begin = snapshot.at();
                current = snapshot.phase();
            }
        }
        if (current != Phase.ENDED) {
            spans.add(new Span(
                    current.toString(),
                    begin,
                    Duration.between(begin, report.startedAt().plus(report.wall()))));
        }
        return spans;
    }

    private static Span span(CutoverStep step) {
        return new Span(
                step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), step.startedAt(), step.duration());
    }

    private String rectangles(List<Span> spans, int top, String kind) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s tone%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"18\"><title>%s</title></rect>\n",
                    kind,
                    i % 4,
                    x(span.begin),
                    top,
                    Math.max(1.5, WIDTH * span.duration.toMillis() / millis),
                    Html.escape(span.describe())));
        }
        return text.toString();
    }

    private double x(Instant at) {
        double before = Duration.between(report.startedAt(), at).toMillis();
        return Math.max(0, Math.min(WIDTH - 1.5, WIDTH * before / millis));
    }

    private static String legend(List<Span> phases, List<Span> steps) {
        StringBuilder text = new StringBuilder("<ul class=\"legend\">");
        for (int i = 0; i < phases.size(); i++) {
            text.append(key("phase tone" + i % 4, phases.get(i)));
        }
        for (int i = 0; i < steps.size(); i++) {
            text.append(key("step tone" + i % 4, steps.get(i)));
        }
        return text.append("</ul>\n").toString();
    }

    private static String key(String classes, Span span) {
        return "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"" + classes
                + "\" width=\"10\" height=\"10\"/></svg>" + Html.escape(span.describe()) + "</li>\n";
    }

    private record Span(String name, Instant begin, Duration duration) {
        String describe() {
            return name + " " + Durations.spell(duration);
        }
    }
}
