package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Checks;

/** Parts of the expressions that this package writes. */
final class SqlText {
    private SqlText() {}

    /** Returns a text in quotes. */
    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /**
     * Returns a reference to a source column.
     *
     * @throws IllegalArgumentException if DMS cannot refer to such a name
     */
    static String reference(String column) {
        Checks.require(
                column.matches("[\\p{L}_][\\p{L}\\p{N}_]*"),
                "column \"" + column + "\" cannot be used in an expression: DMS refers to names of letters, digits and"
                        + " underscores only");
        return "$" + column;
    }
}
