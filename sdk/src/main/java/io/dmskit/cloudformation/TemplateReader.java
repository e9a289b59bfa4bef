package io.dmskit.cloudformation;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Location;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import io.dmskit.document.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads templates. What is not a resource with a type is passed over: whether a template is well-formed is CloudFormation's to say. */
final class TemplateReader {
    /** Tags that stand for functions of their own name; all others do for {@code Fn::} and their name. */
    private static final List<String> WITHOUT_PREFIX = List.of("Ref", "Condition");

    private TemplateReader() {}

    static Template read(String file, String text) {
        boolean json = isJson(text);
        Node root = json
                ? DocumentReader.json(file, text, TemplateRule.UNREADABLE.code())
                : DocumentReader.yaml(file, text, TemplateRule.UNREADABLE.code(), TemplateReader::function);
        ObjectNode resources = object(root)
                .flatMap(template -> template.get("Resources"))
                .flatMap(TemplateReader::object)
                .orElseThrow(() -> noResources(root.location()));
        List<ObjectNode.Member> generated = resources.members().stream()
                .filter(member -> member.key().startsWith("Fn::"))
                .toList();
        Template template = new Template(file, new SourceText(text, json), parameters(root), generated);
        resources.members().forEach(member -> resource(member, template).ifPresent(template::add));
        return template;
    }

    private static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("\uFEFF{");
    }

    /** YAML's own tags begin with {@code tag:}. */
    private static String function(String tag) {
        String name = tag.startsWith("!") ? tag.substring(1) : tag;
        if (name.isEmpty() || name.contains(":")) {
            return "";
        }
        return WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name;
    }

    private static Map<String, ObjectNode> parameters(Node root) {
        Map<String, ObjectNode> parameters = new LinkedHashMap<>();
        object(root)
                .flatMap(template -> template.get("Parameters"))
                .flatMap(TemplateReader::object)
                .ifPresent(all -> all.members().forEach(member -> object(member.value())
                        .ifPresent(parameter -> parameters.put(member.key(), parameter))));
        return parameters;
    }

    private static Optional<Resource> resource(ObjectNode.Member member, Template template) {
        return object(member.value()).flatMap(node -> node.get("Type")
                .filter(ScalarNode.class::isInstance)
                .map(type ->
                        new Resource(member.key(), ((ScalarNode) type).text(), member.location(), node, template)));
    }

    private static Optional<ObjectNode> object(Node node) {
        return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static InvalidDocumentException noResources(Location location) {
        return new InvalidDocumentException(List.of(new Finding(
                TemplateRule.UNREADABLE.code(),
                Severity.ERROR,
                "",
                location,
                "the template has no Resources: they must be an object of resources by logical id")));
    }
}
