package io.dmskit.mapping;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.JsonText;
import io.dmskit.document.Node;
import io.dmskit.document.ScalarNode;
import java.util.Optional;

/**
 * A value that DMS lets be any JSON: a text with <code>${column}</code> templates, or an object with such texts in it.
 *
 * @param json compact JSON
 */
public record JsonValue(String json) {
    /**
     * Brings the JSON into one spelling.
     *
     * @throws IllegalArgumentException if it is not JSON, or null
     */
    public JsonValue {
        json = read(json).toJson();
        Checks.require(!json.equals("null"), "null is no value to DMS: leave it out");
    }

    /** Returns the value that is this text. */
    public static JsonValue text(String text) {
        return new JsonValue(JsonText.compact(text));
    }

    /** Returns the text, if it is one and not an object, array, number or boolean. */
    public Optional<String> text() {
        return read(json) instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.STRING
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** Returns the value as a tree, to be written. */
    Node tree() {
        return read(json);
    }

    private static Node read(String json) {
        return DocumentReader.json("value", json, "TM002");
    }

    @Override
    public String toString() {
        return json;
    }
}
