package io.dmskit.mapping;

/**
 * A name in an object locator: exact, or with DMS's wildcards.
 *
 * @param text as the document has it
 * @param underscoreIsWildcard true in selection rules, where {@code _} stands for one character and {@code [ab]} for a set;
 *     false in transformation rules, where only {@code %} is documented
 */
public record NamePattern(String text, boolean underscoreIsWildcard) {
    /** Returns whether the pattern matches this name as a whole, case-sensitive. */
    public boolean matches(String name) {
        throw new AssertionError("to be written");
    }

    @Override
    public String toString() {
        return text;
    }
}
