package io.dmskit.mapping;

/** What the compact constructors of this package check: misuse fails where it is written, not when DMS reads the document. */
public final class Checks {
    private Checks() {}

    /** Returns {@code value} if it has a character that is not blank. */
    public static String filled(String what, String value) {
        require(!value.isBlank(), what + " is \"" + value + "\": it must not be blank");
        return value;
    }

    /** Checks what DMS asks of every rule. */
    public static void rule(long id, String name) {
        require(id > 0, "rule-id is " + id + ": it must be a positive whole number");
        filled("rule-name", name);
    }

    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
