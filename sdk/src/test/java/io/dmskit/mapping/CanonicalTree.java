package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table-mapping document says, as maps, lists and texts, less what {@link MappingWriter} says may change. Written apart from
 * the reader and the writer, so that both can be judged by it.
 */
final class CanonicalTree {
    private CanonicalTree() {}

    static Object of(String json) {
        Map<String, Object> document = object(tree(DocumentReader.json("document", json, "TM002")));
        list(document.get("rules")).forEach(rule -> rule(object(rule)));
        return document;
    }

    /** Scalars become texts; nulls, empty texts and empty arrays go. */
    private static Object tree(Node node) {
        if (node instanceof ObjectNode object) {
            Map<String, Object> map = new TreeMap<>();
            for (ObjectNode.Member member : object.members()) {
                Object value = tree(member.value());
                map.remove(member.key());
                if (!value.equals("") && !value.equals(List.of())) {
                    map.put(member.key(), value);
                }
            }
            return map;
        }
        if (node instanceof ArrayNode array) {
            return new ArrayList<>(
                    array.items().stream().map(CanonicalTree::tree).toList());
        }
        return node.isNull() ? "" : ((ScalarNode) node).text();
    }

    private static void rule(Map<String, Object> rule) {
        rule.computeIfPresent("rule-id", (key, id) -> id.toString().strip().replaceFirst("^0+", ""));
        rule.computeIfPresent(
                "load-order", (key, order) -> order.toString().strip().replaceFirst("^0+", ""));
        Map<String, Object> locator = object(rule.get("object-locator"));
        locator.remove("table-type", "table");
        if ("validation".equals(rule.get("rule-type"))) {
            rule.putIfAbsent("rule-target", "column");
        }
        if (rule.containsKey("primary-key-def")) {
            object(rule.get("primary-key-def")).remove("origin", "primary-key");
        }
        if (rule.containsKey("before-image-def")) {
            locator.remove("column-name", "%");
            object(rule.get("before-image-def")).putIfAbsent("column-filter", "pk-only");
        }
        if ("NULL".equals(rule.get("expression"))) {
            rule.remove("expression");
        }
        if (rule.containsKey("lob-settings")) {
            object(rule.get("lob-settings")).putIfAbsent("mode", "limited");
        }
        boundaries(object(rule.get("parallel-load")));
        for (Object filter : list(rule.get("filters"))) {
            for (Object condition : list(object(filter).get("filter-conditions"))) {
                object(condition).replace("filter-operator", "ste", "lte");
            }
        }
    }

    private static void boundaries(Map<String, Object> load) {
        if (load.containsKey("boundaries")) {
            load.put(
                    "boundaries",
                    list(load.get("boundaries")).stream()
                            .map(boundary -> boundary instanceof List ? boundary : List.of(boundary))
                            .toList());
        }
    }

    @SuppressWarnings("unchecked") // tree() makes no other maps
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : new TreeMap<>();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
