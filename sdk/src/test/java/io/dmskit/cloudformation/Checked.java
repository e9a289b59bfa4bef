package io.dmskit.cloudformation;

import io.dmskit.document.Severity;
import java.util.List;

/** Small templates, checked. */
final class Checked {
    private Checked() {}

    /** Returns what is found in a template of one resource, called It, whose properties are YAML on one line. */
    static TemplateReport resource(String type, String properties) {
        return template("""
                Parameters:
                  Yes: { Type: String, Default: "true" }
                  No: { Type: String, Default: "false" }
                  Open: { Type: String }
                  Either: { Type: String, AllowedValues: ["true", "false"] }
                  Hidden: { Type: String, NoEcho: true }
                  Weak: { Type: String, NoEcho: true, Default: changeit }
                  Empty: { Type: String, Default: "" }
                  Several: { Type: CommaDelimitedList, Default: "a,b" }
                  LookedUp: { Type: "AWS::SSM::Parameter::Value<String>", Default: /a/path }
                Resources:
                  It:
                    Type: AWS::DMS::%s
                    Properties: %s
                """.formatted(type, properties));
    }

    static TemplateReport template(String text) {
        return TemplateChecks.check("template.yaml", text);
    }

    /** Returns how bad the findings of a code are. */
    static List<Severity> severities(TemplateReport report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(TemplateFinding::severity)
                .toList();
    }

    static List<String> codes(TemplateReport report) {
        return report.findings().stream().map(TemplateFinding::code).toList();
    }
}
