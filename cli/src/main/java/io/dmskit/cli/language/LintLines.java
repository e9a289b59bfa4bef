package io.dmskit.cli.language;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings for people: place, severity, code and message, and below it the line with a mark under the place. */
public final class LintLines {
    /** A document on one line may have a megabyte: this much of it is shown around the place. */
    private static final int WIDTH = 100;

    private static final int BEFORE = 40;

    private final LintReport report;
    private final Paint paint;
    private final Map<String, List<String>> texts = new HashMap<>();

    /** Shows a report. */
    public LintLines(LintReport report, Paint paint) {
        this.report = report;
        this.paint = paint;
        report.sources().forEach(source -> texts.put(source.name(), source.lines()));
    }

    /** Returns the lines, the last of which is the summary. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : report.findings()) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            lines.add(paint.bold(Paint.visible(finding.location().toString())) + ": "
                    + paint.severity(finding.severity(), severity + " " + finding.code()) + ": "
                    + Paint.visible(finding.message()));
            excerpt(finding, lines);
        }
        lines.add(report.summary());
        return lines;
    }

    private void excerpt(Finding finding, List<String> lines) {
        int number = finding.location().line();
        int column = finding.location().column() - 1;
        Optional<String> text = line(finding.location().file(), number).filter(line -> column <= line.length());
        if (text.isEmpty() || text.get().isBlank()) {
            return;
        }
        String line = text.get();
        int from = line.length() <= WIDTH ? 0 : Math.max(0, Math.min(column - BEFORE, line.length() - WIDTH));
        int to = Math.min(line.length(), from + WIDTH);
        String head = from > 0 ? "\u2026" : "";
        String shown = head + line.substring(from, to).replace('\t', ' ') + (to < line.length() ? "\u2026" : "");
        String margin = String.format(Locale.ROOT, "%6d", number);
        int marked = Math.min(token(line, column), to - column);
        lines.add(paint.dim(margin + " | ") + blankControls(shown));
        lines.add(paint.dim(" ".repeat(margin.length()) + " | ")
                + " ".repeat(head.length() + column - from)
                + paint.severity(finding.severity(), "^".repeat(Math.max(1, marked))));
    }

    /** One character each, so that the mark stays under its place. */
    private static String blankControls(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** Returns how long the word, number or quoted text is that begins here. */
    private static int token(String line, int column) {
        if (column == line.length()) {
            return 1;
        }
        char first = line.charAt(column);
        if (first == '"' || first == '\'') {
            int close = line.indexOf(first, column + 1);
            return close < 0 ? 1 : close + 1 - column;
        }
        int end = column;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || "_-.".indexOf(line.charAt(end)) >= 0)) {
            end++;
        }
        return Math.max(1, end - column);
    }

    private Optional<String> line(String file, int number) {
        List<String> lines = texts.computeIfAbsent(file, LintLines::read);
        return number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }

    /** Documents that a migration file names were read elsewhere. */
    private static List<String> read(String file) {
        try {
            return Source.read(file, InputStream.nullInputStream()).lines();
        } catch (InvalidDocumentException e) {
            return List.of();
        }
    }
}
