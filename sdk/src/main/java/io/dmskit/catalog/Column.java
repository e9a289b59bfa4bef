package io.dmskit.catalog;

/**
 * A column of a table.
 *
 * @param name exactly as the database spells it
 * @param type the database's own type with its modifiers, such as {@code numeric(12,2)} or {@code timestamp with time zone};
 *     domains are resolved to the type below them
 * @param kind what kind of type it is, where the kind matters to a migration
 * @param nullable whether NULL is allowed
 */
public record Column(String name, String type, Kind kind, boolean nullable) {
    /** Kinds of column types. */
    public enum Kind {
        /** Text of any length or fixed length. */
        TEXT,
        /** Whole numbers. */
        INTEGER,
        /** Exact decimals. */
        DECIMAL,
        /** Binary floating point: not comparable by its text across engines. */
        FLOATING,
        /** Booleans. */
        BOOLEAN,
        /** A moment in time with zone. */
        TIMESTAMP_WITH_ZONE,
        /** Dates, times and timestamps without zone. */
        DATE_OR_TIME,
        /** Bytes. */
        BINARY,
        /** A type the user created (enum, composite): its text travels, the type itself does not. */
        USER_DEFINED,
        /** Everything else the database ships: uuid, jsonb, arrays, ranges, tsvector. */
        OTHER
    }
}
