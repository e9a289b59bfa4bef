package io.dmskit.verify;

import java.util.List;

/**
 * A row that the two sides do not hold alike.
 *
 * @param kind what is wrong with it
 * @param key the values of the target key, in key order; of all compared columns where the table has no key. NULL reads {@code ~},
 *     long values are cut
 * @param columns target columns whose values differ; empty unless the kind is {@link Kind#DIFFERENT}
 */
public record Difference(Kind kind, List<String> key, List<String> columns) {
    /** What is wrong with a row. */
    public enum Kind {
        MISSING_ON_TARGET("missing on the target"),
        ONLY_ON_TARGET("only on the target"),
        DIFFERENT("different");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final int LONGEST_KEY_VALUE = 60;

    /** Copies the lists. */
    public Difference {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** Returns a value of a key as differences show it: cut if it is long. */
    public static String shown(String value) {
        return value.length() <= LONGEST_KEY_VALUE ? value : value.substring(0, LONGEST_KEY_VALUE - 3) + "...";
    }

    @Override
    public String toString() {
        return "(" + String.join(", ", key) + ") " + kind
                + (columns.isEmpty() ? "" : " in " + String.join(", ", columns));
    }
}
