package io.dmskit.preflight;

import io.dmskit.document.Severity;
import java.util.List;
import java.util.Locale;

/** Puts a report into lines for a terminal. */
final class ReportText {
    private static final String INDENT = "      ";

    private final PreflightReport report;
    private final StringBuilder text = new StringBuilder();

    ReportText(PreflightReport report) {
        this.report = report;
    }

    String text() {
        line(report.summary());
        for (Severity severity : Severity.values()) {
            report.of(severity).forEach(this::finding);
        }
        report.sizing().ifPresent(sizing -> {
            line("");
            sizing.describe().lines().forEach(this::line);
        });
        looked();
        return text.toString();
    }

    private void finding(PreflightFinding finding) {
        line("");
        line(finding.code() + " " + finding.severity().name().toLowerCase(Locale.ROOT) + "  " + finding.subject());
        line(INDENT + finding.message());
        line(INDENT + "→ " + finding.advice());
        finding.sql().ifPresent(sql -> sql.lines().forEach(statement -> line(INDENT + "  " + statement)));
    }

    private void looked() {
        List<Looked> not = report.looked().stream()
                .filter(look -> look.notBecause().isPresent())
                .toList();
        line("");
        line("looked at " + (report.looked().size() - not.size()) + " things" + (not.isEmpty() ? "" : ", and not at"));
        not.forEach(look -> line("  " + look.describe()));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
