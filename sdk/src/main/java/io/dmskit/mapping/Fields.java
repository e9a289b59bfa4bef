package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The keys of one object of the document, read as leniently as DMS does: scalars as strings, numbers or booleans, a null for
 * nothing. What cannot be read is a finding, and absent. What nobody reads is left over, and becomes {@link Extras}.
 */
final class Fields {
    private final ObjectNode node;
    private final Findings findings;
    private final List<Fields> family;
    private final Map<String, Node> values = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private Set<String> known = Set.of();

    /** The keys of {@code node}. */
    Fields(ObjectNode node, Findings findings) {
        this(node, findings, new ArrayList<>());
    }

    private Fields(ObjectNode node, Findings findings, List<Fields> family) {
        this.node = node;
        this.findings = findings;
        this.family = family;
        node.members().forEach(member -> values.put(member.key(), member.value()));
        values.values().removeIf(Node::isNull);
        family.add(this);
    }

    /** Returns the object. */
    ObjectNode node() {
        return node;
    }

    /** Returns where problems go. */
    Findings findings() {
        return findings;
    }

    /** Returns the value of the key without counting it as read. */
    Optional<Node> peek(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Returns whether the key is there with something in it; nulls, empty texts and empty arrays are leftovers. */
    boolean has(String key) {
        return peek(key).filter(value -> !isEmpty(value)).isPresent();
    }

    private static boolean isEmpty(Node value) {
        return (value instanceof ScalarNode scalar && scalar.text().isEmpty())
                || (value instanceof ArrayNode array && array.items().isEmpty());
    }

    /** Returns the value of the key, whatever it is. */
    Optional<Node> value(String key) {
        read.add(key);
        return peek(key);
    }

    /** Returns the text of a scalar; may be empty. */
    Optional<String> text(String key) {
        return value(key).flatMap(value -> scalar(key, value));
    }

    /** Returns the text of a scalar that is not blank. */
    Optional<String> word(String key) {
        return text(key).filter(text -> !text.isBlank());
    }

    private Optional<String> scalar(String key, Node value) {
        if (value instanceof ScalarNode scalar && !scalar.isNull()) {
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

    /** Returns a boolean, quoted or not; an empty text counts as absent. */
    Optional<Boolean> flag(String key) {
        Optional<String> text = word(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            findings.error("TM016", at(key), key + " is \"" + text.get() + "\": it must be true or false");
            return Optional.empty();
        }
        return text.map(Boolean::valueOf);
    }

    /** Returns an object. */
    Optional<Fields> object(String key) {
        return value(key).flatMap(value -> object("TM016", key, value));
    }

    /** Returns the fields of a value that must be an object. */
    private Optional<Fields> object(String code, String what, Node value) {
        if (value instanceof ObjectNode object) {
            return Optional.of(new Fields(object, findings, family));
        }
        findings.error(code, value, what + " is " + value.kind() + ": it must be an object");
        return Optional.empty();
    }

    /** Returns the items of an array; none if there is no such key. */
    List<Node> items(String key) {
        Optional<Node> value = value(key);
        if (value.isPresent() && value.get() instanceof ArrayNode array) {
            return array.items();
        }
        value.filter(other -> !isEmpty(other))
                .ifPresent(
                        other -> findings.error("TM016", other, key + " is " + other.kind() + ": it must be an array"));
        return List.of();
    }

    /** Returns the objects of an array; {@code code} and {@code what} are for items that are something else. */
    List<Fields> objects(String key, String code, String what) {
        List<Fields> objects = new ArrayList<>();
        items(key).forEach(item -> object(code, what, item).ifPresent(objects::add));
        return objects;
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
        return peek(key).orElse(node);
    }

    /** Counts these keys among the known ones, of which empty texts and arrays are dropped. */
    void know(Set<String> keys) {
        Set<String> all = new HashSet<>(known);
        all.addAll(keys);
        known = all;
    }

    /** Reports keys that are neither known yet nor among {@code own}, and keys that stand there twice: neither is refused. */
    void allowOnly(String what, Set<String> own) {
        know(own);
        for (ObjectNode.Member member : node.members()) {
            if (!known.contains(member.key()) && !member.value().isNull()) {
                findings.warning(
                        "TM015",
                        member,
                        "key " + member.key() + " is not used by " + what + NearestWord.hint(member.key(), own));
            }
        }
        for (ObjectNode.Member member : node.duplicates()) {
            findings.warning("TM015", member, "key " + member.key() + " is given twice: the last one counts");
        }
    }

    /** Returns what nobody read, here and in every object below. */
    Extras leftovers() {
        Map<String, String> places = new TreeMap<>();
        int prefix = node.pointer().length();
        for (Fields fields : family) {
            fields.values.forEach((key, value) -> {
                boolean says = !isEmpty(value) || !fields.known.contains(key);
                if (says && !fields.read.contains(key)) {
                    places.put(value.pointer().substring(prefix), value.toJson());
                }
            });
        }
        return Extras.of(places);
    }
}
