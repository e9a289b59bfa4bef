package io.dmskit.mapping;

import java.util.List;

/**
 * Something in which rules and a source catalog do not go together.
 *
 * @param code code of the finding that says so of a document, such as {@code TM065}
 * @param rules the rules that it is about
 * @param message what, which table and column, what to do
 */
public record Conflict(String code, List<Rule> rules, String message) {
    public static final String NO_KEY_COLUMN = "TM048";
    public static final String ONE_MASK = "TM051";
    public static final String ONE_NAME = "TM055";
    public static final String COLUMN_IS_THERE = "TM056";
    public static final String NO_SUCH_COLUMN = "TM065";
    public static final String NO_NAME = "TM061";
    public static final String TWO_FILTERS = "TM135";

    /** Copies the list. */
    public Conflict {
        rules = List.copyOf(rules);
    }
}
