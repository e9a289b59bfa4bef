package io.dmskit.cli.language;

import io.dmskit.document.Finding;
import io.dmskit.document.JsonText;
import io.dmskit.document.Severity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Findings for programs. */
public final class LintJson {
    private LintJson() {}

    /** Returns one document: {@code findings} and {@code summary}. */
    public static String write(LintReport report) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("files", report.files());
        summary.put("errors", report.count(Severity.ERROR));
        summary.put("warnings", report.count(Severity.WARNING));
        summary.put("infos", report.count(Severity.INFO));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "findings", report.findings().stream().map(LintJson::finding).toList());
        document.put("summary", summary);
        return JsonText.pretty(document);
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
