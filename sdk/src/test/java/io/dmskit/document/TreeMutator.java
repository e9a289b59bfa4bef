package io.dmskit.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Changes what a document says while it stays JSON. */
final class TreeMutator {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 60;
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "%",
            "_",
            "[",
            "[]",
            "[_]",
            "[z-a]",
            "[^a]",
            "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%a",
            "0",
            "-1",
            "007",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "0x10",
            "\u0000",
            "\uD83D\uDE00",
            "\uD800",
            "\u0130i\u0131I",
            "e\u0301",
            "\u200F\u05D0",
            "a\"b",
            "a'b",
            "a\\b",
            "a.b",
            "\n",
            "$",
            "${",
            "$AR_H_USER",
            "$AR_X",
            "1+",
            "((((1))))",
            "case when 1 then",
            "max(1)",
            "'",
            "a||b",
            "select 1",
            "2024-02-30",
            "24:61:61",
            "\u0663",
            "NaN",
            "null");

    private final List<JsonNode> others;
    private final List<String> words;
    private final SplittableRandom random;

    TreeMutator(List<JsonNode> others, List<String> words, SplittableRandom random) {
        this.others = others;
        this.words = words;
        this.random = random;
    }

    /** Returns a changed copy. */
    JsonNode mutate(JsonNode original) {
        JsonNode root = original.deepCopy();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            List<ContainerNode<?>> places = places(root);
            if (places.isEmpty()) {
                return scalar();
            }
            change(DocumentMutator.oneOf(places, random), root);
        }
        return root;
    }

    private void change(ContainerNode<?> place, JsonNode root) {
        if (place.isEmpty()) {
            put(place, scalar());
            return;
        }
        int from = random.nextInt(place.size());
        JsonNode child = child(place, from);
        switch (random.nextInt(9)) {
            case 0 -> put(place, child.deepCopy());
            case 1 -> set(place, from, scalar());
            case 2 ->
                set(place, from, child(place, random.nextInt(place.size())).deepCopy());
            case 3 -> remove(place, from);
            case 4 -> set(place, from, nested(child));
            case 5 -> put(place, graft(root));
            case 6 -> set(place, from, graft(root));
            case 7 -> swapKeyAndValue(place, from);
            default -> set(place, from, JSON.textNode(word()));
        }
    }

    private void swapKeyAndValue(ContainerNode<?> place, int from) {
        if (place instanceof ObjectNode object) {
            String key = key(object, from);
            JsonNode value = object.remove(key);
            object.set(value.isValueNode() ? value.asText() : word(), JSON.textNode(key));
        } else {
            remove(place, from);
        }
    }

    private JsonNode nested(JsonNode child) {
        JsonNode wrapped = child;
        for (int depth = 1 + random.nextInt(random.nextInt(20) == 0 ? DEEPEST : 2); depth > 0; depth--) {
            wrapped = random.nextBoolean()
                    ? JSON.arrayNode().add(wrapped)
                    : JSON.objectNode().set(word(), wrapped);
        }
        return wrapped;
    }

    /** Returns a part of this document or of another. */
    private JsonNode graft(JsonNode root) {
        JsonNode from = random.nextBoolean() ? root : DocumentMutator.oneOf(others, random);
        List<ContainerNode<?>> places = places(from);
        return places.isEmpty()
                ? scalar()
                : DocumentMutator.oneOf(places, random).deepCopy();
    }

    private void put(ContainerNode<?> place, JsonNode value) {
        if (place instanceof ObjectNode object) {
            object.set(word(), value);
        } else {
            ((ArrayNode) place).insert(random.nextInt(place.size() + 1), value);
        }
    }

    private static void set(ContainerNode<?> place, int index, JsonNode value) {
        if (place instanceof ObjectNode object) {
            object.set(key(object, index), value);
        } else {
            ((ArrayNode) place).set(index, value);
        }
    }

    private static void remove(ContainerNode<?> place, int index) {
        if (place instanceof ObjectNode object) {
            object.remove(key(object, index));
        } else {
            ((ArrayNode) place).remove(index);
        }
    }

    private static JsonNode child(ContainerNode<?> place, int index) {
        List<JsonNode> children = new ArrayList<>();
        place.elements().forEachRemaining(children::add);
        return children.get(index);
    }

    private static String key(ObjectNode object, int index) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.get(index);
    }

    private JsonNode scalar() {
        return switch (random.nextInt(7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt(-2, 300));
            case 3 -> JSON.numberNode(random.nextLong());
            case 4 -> JSON.numberNode(new BigDecimal("1e" + random.nextInt(999_999_999)));
            default -> JSON.textNode(word());
        };
    }

    private String word() {
        if (random.nextInt(3) == 0) {
            return DocumentMutator.oneOf(ODD_TEXTS, random);
        }
        String word = DocumentMutator.oneOf(words, random);
        return random.nextInt(8) == 0 ? new TextMutator(words, random).mutate(word) : word;
    }

    private static List<ContainerNode<?>> places(JsonNode root) {
        List<ContainerNode<?>> places = new ArrayList<>();
        collect(root, places);
        return places;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container) {
            places.add(container);
        }
        node.forEach(child -> collect(child, places));
    }
}
