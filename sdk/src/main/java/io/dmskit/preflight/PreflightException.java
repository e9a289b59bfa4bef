package io.dmskit.preflight;

import io.dmskit.document.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** The gate before a start is shut: preflight found what must be mended first. */
public final class PreflightException extends RuntimeException {
    private final transient PreflightReport report;
    private final transient Severity level;

    PreflightException(PreflightReport report, Severity level) {
        super(report.migration() + " cannot start:\n"
                + findings(report, level).stream()
                        .map(finding -> "  " + finding)
                        .collect(Collectors.joining("\n")));
        this.report = report;
        this.level = level;
    }

    /** Returns the whole report. */
    public PreflightReport report() {
        return report;
    }

    /** Returns what shut the gate: every finding at the asked level and worse. */
    public List<PreflightFinding> findings() {
        return findings(report, level);
    }

    private static List<PreflightFinding> findings(PreflightReport report, Severity level) {
        return report.findings().stream()
                .filter(finding -> finding.isAtLeast(level))
                .toList();
    }
}
