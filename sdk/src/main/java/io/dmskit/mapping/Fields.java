package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The keys of one object of the document, read as leniently as DMS does: scalars as strings, numbers or booleans, a null for
 * nothing. What cannot be read is a finding, and absent.
 *
 * @param node the object
 * @param findings where problems go
 */
record Fields(ObjectNode node, Findings findings) {
    /** Returns whether the key is there with something in it; nulls, empty texts and empty arrays are leftovers. */
    boolean has(String key) {
        return node.get(key).filter(value -> !isEmpty(value)).isPresent();
    }

    private static boolean isEmpty(Node value) {
        return (value instanceof ScalarNode scalar && scalar.text().isEmpty())
                || (value instanceof ArrayNode array && array.items().isEmpty());
    }

    /** Returns the text of a scalar; may be empty. */
    Optional<String> text(String key) {
        return node.get(key).flatMap(value -> scalar(key, value));
    }

    /** Returns the text of a scalar that is not blank. */
    Optional<String> word(String key) {
        return text(key).filter(text -> !text.isBlank());
    }

    private Optional<String> scalar(String key, Node value) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.text());
        }
        findings.error("TM016", value, key + " is " + value.kind() + ": it must be one text or number");
        return Optional.empty();
    }

    /** Returns a whole number; an empty text counts as absent. */
    OptionalInt integer(String key) {
        Optional<String> text = word(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text.get().strip()));
        } catch (NumberFormatException e) {
            findings.error("TM016", at(key), key + " is \"" + text.get() + "\": it must be a whole number");
            return OptionalInt.empty();
        }
    }

    /** Returns an object. */
    Optional<Fields> object(String key) {
        Optional<Node> value = node.get(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ObjectNode object) {
            return Optional.of(new Fields(object, findings));
        }
        findings.error("TM016", value.get(), key + " is " + value.get().kind() + ": it must be an object");
        return Optional.empty();
    }

    /** Returns the items of an array; none if there is no such key. */
    List<Node> items(String key) {
        Optional<Node> value = node.get(key);
        if (value.isPresent() && value.get() instanceof ArrayNode array) {
            return array.items();
        }
        value.ifPresent(other -> findings.error("TM016", other, key + " is " + other.kind() + ": it must be an array"));
        return List.of();
    }

    /** Returns the texts of an array of scalars. */
    List<String> texts(String key) {
        return texts(key, items(key));
    }

    /** Returns the texts of scalars. */
    List<String> texts(String key, List<Node> items) {
        List<String> texts = new ArrayList<>();
        for (Node item : items) {
            scalar("an item of " + key, item).ifPresent(texts::add);
        }
        return texts;
    }

    /** Returns the value of the key for a finding, or the object itself if the key is absent. */
    Node at(String key) {
        return node.get(key).orElse(node);
    }

    /** Reports keys that are not among {@code known}: they are kept out of the way, not refused. */
    void allowOnly(String what, Set<String> known) {
        for (ObjectNode.Member member : node.members()) {
            if (!known.contains(member.key()) && !member.value().isNull()) {
                findings.warning(
                        "TM015",
                        member,
                        "key " + member.key() + " is not used by " + what + NearestWord.hint(member.key(), known));
            }
        }
        for (ObjectNode.Member member : node.duplicates()) {
            findings.warning("TM015", member, "key " + member.key() + " is given twice: the last one counts");
        }
    }
}
