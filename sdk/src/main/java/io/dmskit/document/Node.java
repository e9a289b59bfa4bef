package io.dmskit.document;

/** A value in a document that knows where it stands. */
public sealed interface Node permits ObjectNode, ArrayNode, ScalarNode {
    /** Returns where the value begins. */
    Location location();

    /** Returns where the value stands in the document's tree. */
    Place place();

    /** Returns the JSON pointer (RFC 6901) to the value; empty for the root. */
    default String pointer() {
        return place().pointer();
    }

    /** Returns what the value is, for messages: {@code an object}, {@code an array}, {@code a string}, ... */
    String kind();

    /** Returns whether the value is a JSON null. */
    default boolean isNull() {
        return false;
    }

    /** Returns the value as compact JSON, keys in document order. */
    default String toJson() {
        return JsonText.compact(this);
    }
}
