package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Checks;

/** Names that mean one object. */
final class Exact {
    private Exact() {}

    /** Returns the name if it has no {@code %}. */
    static String name(String what, String name) {
        Checks.filled(what, name);
        Checks.require(
                name.indexOf('%') < 0,
                what + " is \"" + name
                        + "\": here it names one; begin with schemas, tables, views or columns for several");
        return name;
    }
}
