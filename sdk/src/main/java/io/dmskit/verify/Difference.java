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

    /** Copies the lists. */
    public Difference {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    @Override
    public String toString() {
        return "(" + String.join(", ", key) + ") " + kind
                + (columns.isEmpty() ? "" : " in " + String.join(", ", columns));
    }
}
