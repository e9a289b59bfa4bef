package io.dmskit.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the intrinsic functions of a template come to in a stack. */
final class StackValues {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::AccountId", "000000000000",
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1");

    private final Map<String, String> references;
    private final Map<String, String> outputs;

    /**
     * Creates the value.
     *
     * @param references parameters and physical ids by name
     * @param outputs of the stack, attributes among them
     */
    StackValues(Map<String, String> references, Map<String, String> outputs) {
        this.references = references;
        this.outputs = outputs;
    }

    /** Names the output that holds an attribute. */
    static String output(JsonNode attribute) {
        return "Attribute" + attribute.get(0).asText() + attribute.get(1).asText();
    }

    String reference(String name) {
        String value = references.getOrDefault(name, PSEUDO_PARAMETERS.get(name));
        return Objects.requireNonNull(value, () -> "nothing is called " + name);
    }

    /** Returns the same tree without functions. */
    JsonNode resolve(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = JSON.createArrayNode();
            array.forEach(element -> resolved.add(resolve(element)));
            return resolved;
        }
        if (node instanceof ObjectNode object) {
            Map.Entry<String, JsonNode> first =
                    object.isEmpty() ? null : object.properties().iterator().next();
            if (first != null && (first.getKey().equals("Ref") || first.getKey().startsWith("Fn::"))) {
                return call(first.getKey(), first.getValue());
            }
            ObjectNode resolved = JSON.createObjectNode();
            object.properties().forEach(entry -> resolved.set(entry.getKey(), resolve(entry.getValue())));
            return resolved;
        }
        return node;
    }

    private JsonNode call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> TextNode.valueOf(reference(argument.asText()));
            case "Fn::GetAtt" -> TextNode.valueOf(Objects.requireNonNull(outputs.get(output(argument))));
            case "Fn::Join" -> TextNode.valueOf(String.join(argument.get(0).asText(), texts(resolve(argument.get(1)))));
            case "Fn::Split" -> split(argument);
            case "Fn::Select" -> resolve(argument.get(1)).get(argument.get(0).asInt());
            case "Fn::Sub" ->
                TextNode.valueOf(VARIABLE.matcher(argument.asText()).replaceAll(found -> reference(found.group(1))));
            default -> throw new AssertionError("the template has a " + function + ", which is not resolved here");
        };
    }

    private ArrayNode split(JsonNode argument) {
        ArrayNode parts = JSON.createArrayNode();
        List.of(resolve(argument.get(1))
                        .asText()
                        .split(Pattern.quote(argument.get(0).asText()), -1))
                .forEach(parts::add);
        return parts;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
