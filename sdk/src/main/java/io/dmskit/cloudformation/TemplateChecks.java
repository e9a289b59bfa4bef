package io.dmskit.cloudformation;

import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds what a template says of DMS against Security Hub's controls ({@link SecurityControl}), against what DMS refuses or does not
 * keep ({@link TemplateRule}), and its table mappings and task settings against the language. Templates without DMS have no findings.
 *
 * <p>What only the deployment decides is no violation; where it matters there is an info that says so.
 */
public final class TemplateChecks {
    /** A template may have a megabyte, of which something must be left for the rest. */
    private static final int MOST_MAPPINGS = 450 * 1024;

    private static final int LARGEST = 1024 * 1024;

    private static final String DMS = "AWS::DMS::";

    private TemplateChecks() {}

    /**
     * Checks the text of a template.
     *
     * @param file its name in findings
     * @param text JSON, or YAML with CloudFormation's short tags
     * @throws InvalidDocumentException if it cannot be read (CF001)
     */
    public static TemplateReport check(String file, String text) {
        return check(Template.read(file, text));
    }

    /** Checks a template. */
    public static TemplateReport check(Template template) {
        Reporter reporter = new Reporter();
        Collection<Resource> resources = template.resources().values();
        resources.stream().filter(TemplateChecks::isOurs).forEach(resource -> {
            reporter.begin(resource);
            check(resource, reporter);
        });
        if (resources.stream().anyMatch(TemplateChecks::isOurs)) {
            sizes(template, reporter);
        }
        generated(template, reporter);
        return reporter.report();
    }

    /** A loop whose resources are none of DMS is no concern of ours; what a macro makes nobody knows. */
    private static void generated(Template template, Reporter reporter) {
        List<ObjectNode.Member> open = template.generated().stream()
                .filter(member -> !member.key().startsWith("Fn::ForEach")
                        || member.value().toJson().contains(DMS))
                .toList();
        if (!open.isEmpty()) {
            reporter.template(
                    TemplateRule.GENERATED,
                    open.get(0).value(),
                    open.stream().map(ObjectNode.Member::key).collect(Collectors.joining(", "))
                            + (open.size() > 1 ? " make" : " makes") + " resources, which are not looked at");
        }
    }

    private static boolean isOurs(Resource resource) {
        return resource.type().startsWith(DMS);
    }

    private static void check(Resource resource, Reporter reporter) {
        for (SecurityControl control : SecurityControl.values()) {
            ControlRules.judge(control, resource)
                    .ifPresent(judgement -> reporter.control(control, resource, judgement));
        }
        new Identifiers(resource, reporter).run();
        switch (resource.type()) {
            case ResourceType.ENDPOINT -> new EndpointRules(resource, reporter).run();
            case ResourceType.INSTANCE -> NetworkRules.instance(resource, reporter);
            case ResourceType.SUBNET_GROUP -> NetworkRules.subnetGroup(resource, reporter);
            case ResourceType.INSTANCE_PROFILE -> NetworkRules.profile(resource, reporter);
            case ResourceType.TASK -> new Tasks(resource, reporter).task();
            case ResourceType.SERVERLESS -> new Tasks(resource, reporter).serverless();
            default -> {}
        }
    }

    private static void sizes(Template template, Reporter reporter) {
        int bytes = template.text().bytes();
        if (bytes > LARGEST) {
            reporter.template(TemplateRule.TEMPLATE_SIZE, template, "the template has " + kilobytes(bytes));
        }
        Map<Resource, Integer> mappings = new LinkedHashMap<>(); // of several that are as long, the first is named
        template.resources().values().stream()
                .filter(Tasks::isTask)
                .forEach(task -> mappings.put(
                        task,
                        EmbeddedDocument.of(task, Tasks.MAPPINGS).stream()
                                .mapToInt(EmbeddedDocument::length)
                                .sum()));
        int together = mappings.values().stream().mapToInt(Integer::intValue).sum();
        if (together > MOST_MAPPINGS) {
            mappings.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(largest -> reporter.say(
                            TemplateRule.MAPPINGS_SIZE,
                            largest.getKey(),
                            Tasks.MAPPINGS,
                            "the table mappings of this template have " + kilobytes(together)
                                    + " together, and this task's the most of it"));
        }
    }

    private static String kilobytes(int bytes) {
        return bytes / 1024 + " KB";
    }
}
