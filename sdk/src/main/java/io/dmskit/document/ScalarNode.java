package io.dmskit.document;

/**
 * A string, number, boolean or null.
 *
 * @param location where it begins
 * @param place where it stands in the tree
 * @param type which of them
 * @param text its text: unquoted for strings, as written for the others
 */
public record ScalarNode(Location location, Place place, Type type, String text) implements Node {
    /** Kinds of scalar. */
    public enum Type {
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("a boolean"),
        NULL("null");

        private final String phrase;

        Type(String phrase) {
            this.phrase = phrase;
        }
    }

    @Override
    public boolean isNull() {
        return type == Type.NULL;
    }

    @Override
    public String kind() {
        return type.phrase;
    }
}
