package io.dmskit.cloudformation;

import io.dmskit.document.Finding;
import io.dmskit.document.Location;
import io.dmskit.document.Node;
import io.dmskit.document.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects findings about the resources of one template. */
final class Reporter {
    static final String UNKNOWN = "this cannot be known before the deployment";

    private final Set<TemplateFinding> found = new LinkedHashSet<>();
    private final Map<String, Acknowledgements> acknowledgements = new LinkedHashMap<>();

    /** Reads what a resource acknowledges; once, before anything is said of it. */
    void begin(Resource resource) {
        acknowledgements.put(resource.logicalId(), new Acknowledgements(resource, this));
    }

    void control(SecurityControl control, Resource resource, Judgement judgement) {
        if (judgement.verdict() == Value.Verdict.FAILS) {
            add(control.id(), control.severity(), resource, judgement.property(), judgement.reason(), control.advice());
        } else if (judgement.verdict() == Value.Verdict.OPEN) {
            add(control.id(), Severity.INFO, resource, judgement.property(), judgement.reason(), UNKNOWN);
        }
    }

    void say(TemplateRule rule, Resource resource, String property, String message) {
        add(rule.code(), rule.severity(), resource, property, message, rule.advice());
    }

    void say(TemplateRule rule, Severity severity, Resource resource, String property, String message) {
        add(rule.code(), severity, resource, property, message, rule.advice());
    }

    /** Takes over a finding of a document that a property holds. */
    void document(Resource resource, String property, Finding finding) {
        found.add(new TemplateFinding(
                finding.code(),
                finding.severity(),
                resource.logicalId(),
                resource.type(),
                resource.constructPath(),
                property,
                finding.pointer(),
                finding.location(),
                property + ": " + finding.message(),
                ""));
    }

    void template(TemplateRule rule, Template template, String message) {
        template(rule, "", new Location(template.file(), 1, 1), message);
    }

    /** Says something of a place in the template that is no resource. */
    void template(TemplateRule rule, Node place, String message) {
        template(rule, place.pointer(), place.location(), message);
    }

    private void template(TemplateRule rule, String pointer, Location location, String message) {
        found.add(new TemplateFinding(
                rule.code(), rule.severity(), "", "", Optional.empty(), "", pointer, location, message, rule.advice()));
    }

    void acknowledgement(Resource resource, Node node, String message) {
        TemplateRule rule = TemplateRule.ACKNOWLEDGEMENT;
        found.add(new TemplateFinding(
                rule.code(),
                rule.severity(),
                resource.logicalId(),
                resource.type(),
                resource.constructPath(),
                "",
                node.pointer(),
                node.location(),
                message,
                rule.advice()));
    }

    private void add(
            String code, Severity severity, Resource resource, String property, String message, String advice) {
        Optional<Node> place = property.isEmpty() ? Optional.empty() : resource.written(property);
        Optional<Node> around = property.contains(".") ? resource.nearest(property) : place;
        found.add(new TemplateFinding(
                code,
                severity,
                resource.logicalId(),
                resource.type(),
                resource.constructPath(),
                property,
                around.map(Node::pointer).orElseGet(resource::pointer),
                around.map(Node::location).orElseGet(resource::location),
                message,
                advice));
    }

    /** Returns everything that was said, what is acknowledged apart. */
    TemplateReport report() {
        List<TemplateFinding> counting = new ArrayList<>();
        List<AcknowledgedFinding> acknowledged = new ArrayList<>();
        for (TemplateFinding finding : found) {
            reason(finding)
                    .ifPresentOrElse(
                            reason -> acknowledged.add(new AcknowledgedFinding(finding, reason)),
                            () -> counting.add(finding));
        }
        return new TemplateReport(counting, acknowledged);
    }

    private Optional<String> reason(TemplateFinding finding) {
        return Optional.ofNullable(acknowledgements.get(finding.logicalId()))
                .flatMap(resource -> resource.reason(finding.code()));
    }
}
