package io.dmskit.cli.language;

import io.dmskit.cloudformation.AcknowledgedFinding;
import io.dmskit.document.Finding;
import io.dmskit.document.JsonText;
import io.dmskit.document.Severity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Findings for programs. */
public final class LintJson {
    private LintJson() {}

    /** Returns one document: {@code findings}, what is {@code acknowledged}, and {@code summary}. */
    public static String write(LintReport report) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("files", report.files());
        summary.put("errors", report.count(Severity.ERROR));
        summary.put("warnings", report.count(Severity.WARNING));
        summary.put("infos", report.count(Severity.INFO));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "findings", report.findings().stream().map(LintJson::finding).toList());
        document.put(
                "acknowledged",
                report.acknowledged().stream().map(LintJson::acknowledged).toList());
        document.put("summary", summary);
        return JsonText.pretty(document);
    }

    private static Map<String, Object> acknowledged(AcknowledgedFinding acknowledged) {
        Map<String, Object> json = finding(acknowledged.finding().finding());
        json.put("reason", acknowledged.reason());
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", finding.location().file());
        json.put("line", finding.location().line());
        json.put("column", finding.location().column());
        json.put("pointer", finding.pointer());
        json.put("code", finding.code());
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("message", finding.message());
        return json;
    }
}
