package io.dmskit.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What LocalStack's CloudFormation can create of a template. What it cannot is left out; where something else names it, a parameter
 * of the same name stands for its ARN, or what names it is left out, too.
 */
final class SupportedTemplate {
    /** Types that the engine refuses. */
    static final List<String> REFUSED = List.of(
            "AWS::CloudWatch::Dashboard",
            "AWS::DMS::Endpoint",
            "AWS::DMS::ReplicationInstance",
            "AWS::DMS::ReplicationSubnetGroup",
            "AWS::DMS::ReplicationTask",
            "AWS::EC2::EIP",
            "AWS::EC2::FlowLog");

    /** Needs Docker or a download. */
    private static final String FUNCTION = "AWS::Lambda::Function";

    /** Is created by a function. */
    private static final String CUSTOM = "Custom::";

    /** LocalStack cannot create it under Python 3.11; the key that AWS keeps for topics does as well. */
    private static final String KEY = "AWS::KMS::Key";

    private static final String KEY_OF_AWS = "alias/aws/sns";

    private static final String GET_ATT = "Fn::GetAtt";
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode resources;
    private final Map<String, JsonNode> leftOut = new TreeMap<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private final Map<String, JsonNode> attributes = new TreeMap<>();

    private SupportedTemplate(ObjectNode resources) {
        this.resources = resources;
    }

    static SupportedTemplate of(JsonNode template) {
        SupportedTemplate supported =
                new SupportedTemplate(template.get("Resources").deepCopy());
        supported.leaveOut();
        return supported;
    }

    private void leaveOut() {
        for (Collection<String> next = unsupported(); !next.isEmpty(); next = dependent()) {
            next.forEach(id -> leftOut.put(id, resources.remove(id)));
        }
        leftOut.forEach((id, resource) -> standIn(type(resource), id).ifPresent(value -> {
            if (names(resources, id)) {
                parameters.put(id, value);
            }
        }));
        resources.forEach(resource -> {
            ((ObjectNode) resource).remove(List.of("DependsOn", "Metadata"));
            simplify(resource);
        });
    }

    private List<String> unsupported() {
        return ids(resource -> {
            String type = type(resource);
            return REFUSED.contains(type) || List.of(FUNCTION, KEY).contains(type) || type.startsWith(CUSTOM);
        });
    }

    /** What names a resource that is left out and has no stand-in. */
    private List<String> dependent() {
        List<String> gone = leftOut.entrySet().stream()
                .filter(entry -> standIn(type(entry.getValue()), entry.getKey()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return ids(resource -> gone.stream().anyMatch(id -> names(resource.path("Properties"), id)));
    }

    private List<String> ids(Predicate<JsonNode> which) {
        return resources.properties().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Optional<String> standIn(String type, String id) {
        return switch (type) {
            case "AWS::DMS::ReplicationInstance" -> Optional.of(arn("rep", id));
            case "AWS::DMS::ReplicationTask" -> Optional.of(arn("task", id));
            case "AWS::DMS::Endpoint" -> Optional.of(arn("endpoint", id));
            case KEY -> Optional.of(KEY_OF_AWS);
            default -> Optional.empty();
        };
    }

    private static String arn(String kind, String id) {
        return "arn:aws:dms:us-east-1:000000000000:" + kind + ":" + id;
    }

    private static boolean names(JsonNode where, String id) {
        return where.toString().contains("\"" + id + "\"");
    }

    private static String type(JsonNode resource) {
        return resource.get("Type").asText();
    }

    /** A parameter has no attributes, and LocalStack takes its own host for AWS's domain. */
    private void simplify(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has(GET_ATT)
                    && parameters.containsKey(object.get(GET_ATT).get(0).asText())) {
                object.set("Ref", object.remove(GET_ATT).get(0));
            } else if (object.has(GET_ATT)) {
                attributes.put(StackValues.output(object.get(GET_ATT)), object.deepCopy());
            }
        }
        if (node.isContainerNode()) {
            replaceDomain(node);
            node.forEach(this::simplify);
        }
    }

    private static void replaceDomain(JsonNode node) {
        JsonNode domain = JSON.createObjectNode().put("Ref", "AWS::URLSuffix");
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).equals(domain)) {
                    array.set(i, "amazonaws.com");
                }
            }
        }
    }

    /** Returns the template, with the attributes that it uses as outputs. */
    String json() {
        ObjectNode template = JSON.createObjectNode();
        ObjectNode declared = template.putObject("Parameters");
        parameters.keySet().forEach(name -> declared.putObject(name).put("Type", "String"));
        template.set("Resources", resources);
        ObjectNode outputs = template.putObject("Outputs");
        attributes.forEach((name, value) -> outputs.putObject(name).set("Value", value));
        return template.toString();
    }

    /** Returns the values of its parameters by their names. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** Returns the properties of every resource of a type, by logical id. */
    Map<String, JsonNode> properties(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.properties().stream()
                .filter(entry -> type(entry.getValue()).equals(type))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().path("Properties")));
        return found;
    }

    /** Returns the types of what is left in. */
    Collection<String> types() {
        return resources.properties().stream()
                .map(entry -> type(entry.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns how many of each type are left out. */
    Map<String, Long> leftOut() {
        return leftOut.values().stream()
                .collect(Collectors.groupingBy(SupportedTemplate::type, TreeMap::new, Collectors.counting()));
    }
}
