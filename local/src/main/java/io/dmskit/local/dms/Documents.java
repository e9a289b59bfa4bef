package io.dmskit.local.dms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON documents of what is kept in the state file and has no model class in the SDK. Members without a value are left out. */
final class Documents {
    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is not JSON; without an excerpt, which may hold a secret
     */
    static JsonNode parse(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON document");
        }
    }

    static String ofStrings(Map<String, String> values) {
        ObjectNode document = object();
        values.forEach(document::put);
        return document.toString();
    }

    static Map<String, String> strings(String document) {
        Map<String, String> values = new TreeMap<>();
        parse(document)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    static @Nullable String text(JsonNode document, String member) {
        JsonNode value = document.get(member);
        return value == null || value.isNull() ? null : value.asText();
    }

    static @Nullable Instant instant(JsonNode document, String member) {
        String text = text(document, member);
        return text == null ? null : Instant.parse(text);
    }
}
