package io.dmskit.migration;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;

/**
 * Puts a value in the place of <code>${name}</code>.
 *
 * @param name the name; empty to change nothing
 * @param value letters, digits, dots, hyphens and underscores, so that it can stand in any JSON, SQL or identifier
 */
record Substitution(String name, String value) {
    /** Changes nothing. */
    static final Substitution NONE = new Substitution("", "");

    /** Returns the text with the value in place. */
    String in(String text) {
        return name.isEmpty() ? text : text.replace("${" + name + "}", value);
    }

    /** Returns the object with the value in place in all its texts. */
    ObjectNode in(ObjectNode object) {
        return new ObjectNode(
                object.location(),
                object.place(),
                object.members().stream()
                        .map(member -> new ObjectNode.Member(member.key(), member.location(), in(member.value())))
                        .toList());
    }

    private Node in(Node node) {
        if (node instanceof ObjectNode object) {
            return in(object);
        }
        if (node instanceof ArrayNode array) {
            return new ArrayNode(
                    array.location(),
                    array.place(),
                    array.items().stream().map(this::in).toList());
        }
        if (node instanceof ScalarNode scalar) {
            return new ScalarNode(scalar.location(), scalar.place(), scalar.type(), in(scalar.text()));
        }
        throw new AssertionError(node);
    }
}
