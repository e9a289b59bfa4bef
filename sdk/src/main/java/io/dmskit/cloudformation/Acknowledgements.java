package io.dmskit.cloudformation;

import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a resource says that it lives with:
 *
 * <pre>{@code
 * Metadata: { dmskit: { acknowledged: { "DMS.13": "a rehearsal, deleted every evening" } } }
 * }</pre>
 */
final class Acknowledgements {
    private static final Pattern OF_DOCUMENTS = Pattern.compile("TM[0-9]{3}|X[0-9]{1,2}b?");

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** Reads the metadata of a resource; what acknowledges nothing is reported. */
    Acknowledgements(Resource resource, Reporter reporter) {
        Optional<Node> given = resource.metadata()
                .flatMap(metadata -> get(metadata, "dmskit"))
                .flatMap(dmskit -> get(dmskit, "acknowledged"));
        given.ifPresent(node -> {
            if (node instanceof ObjectNode object) {
                object.members().forEach(member -> read(member, resource, reporter));
            } else {
                reporter.acknowledgement(
                        resource, node, "acknowledged is " + node.kind() + " instead of an object of reasons by id");
            }
        });
    }

    private static Optional<Node> get(Node node, String key) {
        return node instanceof ObjectNode object ? object.get(key) : Optional.empty();
    }

    private void read(ObjectNode.Member member, Resource resource, Reporter reporter) {
        String id = member.key();
        Optional<String> reason = ControlRules.text(member.value()).filter(text -> !text.isBlank());
        if (!isKnown(id)) {
            reporter.acknowledgement(
                    resource, member.value(), "\"" + id + "\" is acknowledged, and nothing has this id");
        } else if (member.value().isNull() || reason.isEmpty()) {
            reporter.acknowledgement(resource, member.value(), id + " is acknowledged without a reason");
        } else {
            reasons.put(id, reason.get());
        }
    }

    private static boolean isKnown(String id) {
        return OF_DOCUMENTS.matcher(id).matches() || ids().contains(id);
    }

    private static List<String> ids() {
        return Stream.concat(
                        Arrays.stream(SecurityControl.values()).map(SecurityControl::id),
                        Arrays.stream(TemplateRule.values())
                                .filter(rule -> rule != TemplateRule.ACKNOWLEDGEMENT)
                                .map(TemplateRule::code))
                .toList();
    }

    /** Returns why findings of this code are all right. */
    Optional<String> reason(String code) {
        return Optional.ofNullable(reasons.get(code));
    }
}
