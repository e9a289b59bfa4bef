package io.dmskit.local.engine.row;

import java.time.Instant;

/**
 * What an expression may ask about a row besides its columns: the {@code $AR_H_...} variables.
 *
 * @param operation INSERT, UPDATE or DELETE; INSERT in a full load
 * @param position position in the source's log; empty in a full load
 * @param commitTime when the source committed; now in a full load
 */
public record RowContext(String operation, String position, Instant commitTime) {
    /** Returns the context of a row of a full load. */
    public static RowContext fullLoad(Instant now) {
        return new RowContext("INSERT", "", now);
    }

    /** What all rows of one transaction have in common; keeps one context per operation. */
    public static final class Transaction {
        private final RowContext insert;
        private final RowContext update;
        private final RowContext delete;

        /** Creates the contexts of a transaction. */
        public Transaction(String position, Instant commitTime) {
            insert = new RowContext("INSERT", position, commitTime);
            update = new RowContext("UPDATE", position, commitTime);
            delete = new RowContext("DELETE", position, commitTime);
        }

        /** Returns the context of a row. */
        public RowContext context(String operation) {
            return switch (operation) {
                case "INSERT" -> insert;
                case "UPDATE" -> update;
                default -> delete;
            };
        }
    }
}
