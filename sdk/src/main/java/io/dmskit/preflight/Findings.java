package io.dmskit.preflight;

import io.dmskit.document.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects findings in the order they are made. */
final class Findings {
    private final List<PreflightFinding> findings = new ArrayList<>();

    void error(String subject, String message) {
        findings.add(new PreflightFinding(Severity.ERROR, subject, message));
    }

    void warning(String subject, String message) {
        findings.add(new PreflightFinding(Severity.WARNING, subject, message));
    }

    void info(String subject, String message) {
        findings.add(new PreflightFinding(Severity.INFO, subject, message));
    }

    List<PreflightFinding> list() {
        return List.copyOf(findings);
    }
}
