package io.dmskit.cli.language;

import io.dmskit.cloudformation.AcknowledgedFinding;
import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import java.util.List;

/**
 * What was found in some documents.
 *
 * @param sources the documents that could be read, in the order in which they were given
 * @param findings what was found, document by document
 * @param acknowledged what was found in templates and does not count, since they say why
 * @param unreadable how many documents could not be read, or told what they are
 */
public record LintReport(
        List<Source> sources, List<Finding> findings, List<AcknowledgedFinding> acknowledged, int unreadable) {
    /** Copies the lists. */
    public LintReport {
        sources = List.copyOf(sources);
        findings = List.copyOf(findings);
        acknowledged = List.copyOf(acknowledged);
    }

    /** Returns how many documents there were. */
    public int files() {
        return sources.size() + unreadable;
    }

    /** Returns how many findings have this severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Returns whether there is a finding of this severity or a worse one. */
    public boolean reaches(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity().compareTo(severity) <= 0);
    }

    /** Returns the counts in words: {@code 2 errors, 1 warning in 1 file}. */
    public String summary() {
        String files = number(files(), "file")
                + (acknowledged.isEmpty() ? "" : ", " + number(acknowledged.size(), "finding") + " acknowledged");
        if (findings.isEmpty()) {
            return "nothing to complain about in " + files;
        }
        StringBuilder words = new StringBuilder();
        for (Severity severity : Severity.values()) {
            if (count(severity) > 0) {
                words.append(words.isEmpty() ? "" : ", ").append(number(count(severity), noun(severity)));
            }
        }
        return words + " in " + files;
    }

    private static String noun(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "remark";
        };
    }

    private static String number(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
