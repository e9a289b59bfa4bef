package io.dmskit.cloudformation;

import java.util.List;

/**
 * What was found in a template.
 *
 * @param findings what counts, in the order of the template
 * @param acknowledged what does not count, since the resource's metadata says why
 */
public record TemplateReport(List<TemplateFinding> findings, List<AcknowledgedFinding> acknowledged) {
    /** Copies the lists. */
    public TemplateReport {
        findings = List.copyOf(findings);
        acknowledged = List.copyOf(acknowledged);
    }

    /** Returns the findings that break a rule. */
    public List<TemplateFinding> violations() {
        return findings.stream().filter(TemplateFinding::isViolation).toList();
    }
}
