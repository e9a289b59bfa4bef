package io.dmskit.cloudformation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What DMS takes for names. Those of subnet groups and event subscriptions have rules of their own. */
final class Identifiers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z](-?[A-Za-z0-9])*");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._ -]+");
    private static final int LONGEST = 255;
    private static final int LONGEST_OF_INSTANCE = 63;
    private static final int LONGEST_IN_ARN = 31;
    private static final String IN_ARN = "ResourceIdentifier";
    private static final String GROUP_NAME = "ReplicationSubnetGroupIdentifier";

    /** Those that DMS stores in lower case. */
    private static final Map<String, String> LOWERED = Map.of(
            ResourceType.INSTANCE, "ReplicationInstanceIdentifier",
            ResourceType.ENDPOINT, "EndpointIdentifier",
            ResourceType.TASK, "ReplicationTaskIdentifier",
            ResourceType.SUBNET_GROUP, GROUP_NAME);

    private static final Map<String, String> KEPT = Map.of(
            ResourceType.CERTIFICATE, "CertificateIdentifier",
            ResourceType.SERVERLESS, "ReplicationConfigIdentifier");

    private final Resource resource;
    private final Reporter reporter;

    Identifiers(Resource resource, Reporter reporter) {
        this.resource = resource;
        this.reporter = reporter;
    }

    void run() {
        Stream.of(LOWERED, KEPT)
                .flatMap(names -> names.entrySet().stream())
                .filter(name -> name.getKey().equals(resource.type()))
                .forEach(name -> texts(name.getValue()).forEach(text -> check(name.getValue(), text)));
        if (List.of(ResourceType.INSTANCE, ResourceType.ENDPOINT, ResourceType.TASK, ResourceType.SERVERLESS)
                .contains(resource.type())) {
            texts(IN_ARN).forEach(text -> name(IN_ARN, text, LONGEST_IN_ARN));
        }
    }

    private List<String> texts(String property) {
        return resource.value(property).texts().distinct().toList();
    }

    private void check(String property, String text) {
        if (property.equals(GROUP_NAME)) {
            group(text);
        } else {
            name(property, text, resource.type().equals(ResourceType.INSTANCE) ? LONGEST_OF_INSTANCE : LONGEST);
        }
        if (LOWERED.containsKey(resource.type()) && !text.equals(text.toLowerCase(Locale.ROOT))) {
            reporter.say(
                    TemplateRule.UPPER_CASE,
                    resource,
                    property,
                    property + " is \"" + text + "\", and becomes \"" + text.toLowerCase(Locale.ROOT) + "\"");
        }
    }

    private void name(String property, String text, int longest) {
        if (text.length() > longest || !NAME.matcher(text).matches()) {
            reporter.say(
                    TemplateRule.IDENTIFIER,
                    resource,
                    property,
                    property + " is \"" + text + "\": DMS takes 1 to " + longest
                            + " letters, digits and single hyphens, a letter first and no hyphen last");
        }
    }

    private void group(String text) {
        if (text.length() > LONGEST || !GROUP.matcher(text).matches() || text.equalsIgnoreCase("default")) {
            reporter.say(
                    TemplateRule.IDENTIFIER,
                    resource,
                    GROUP_NAME,
                    GROUP_NAME + " is \"" + text + "\": DMS takes 1 to " + LONGEST
                            + " letters, digits, periods, underscores and hyphens, and not \"default\"");
        }
    }
}
