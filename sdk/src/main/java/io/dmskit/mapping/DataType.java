package io.dmskit.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A DMS data type, as {@code data-type} in add-column and change-data-type writes it.
 *
 * @param name the DMS type
 * @param length for string, wstring and bytes
 * @param precision for numeric, and fractional digits of datetime
 * @param scale for numeric and datetime
 */
public record DataType(Name name, OptionalInt length, OptionalInt precision, OptionalInt scale) {
    /** The types of DMS. */
    public enum Name {
        BYTES,
        DATE,
        TIME,
        DATETIME,
        INT1,
        INT2,
        INT4,
        INT8,
        NUMERIC,
        REAL4,
        REAL8,
        STRING,
        UINT1,
        UINT2,
        UINT4,
        UINT8,
        WSTRING,
        BLOB,
        NCLOB,
        CLOB,
        BOOLEAN,
        SET,
        LIST,
        MAP,
        TUPLE;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the type of this word, if there is one; case-sensitive, as DMS is. */
        public static Optional<Name> of(String word) {
            for (Name name : values()) {
                if (name.word().equals(word)) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        }
    }

    /** Returns a string type of this length. */
    public static DataType string(int length) {
        return new DataType(Name.STRING, OptionalInt.of(length), OptionalInt.empty(), OptionalInt.empty());
    }

    /** Returns whether values of the type are text. */
    public boolean isText() {
        return switch (name) {
            case STRING, WSTRING, CLOB, NCLOB -> true;
            default -> false;
        };
    }

    /** Returns the type for people, such as {@code string(9)} or {@code numeric(12,2)}. */
    @Override
    public String toString() {
        StringBuilder modifiers = new StringBuilder();
        for (OptionalInt modifier : new OptionalInt[] {length, precision, scale}) {
            modifier.ifPresent(
                    value -> modifiers.append(modifiers.isEmpty() ? "(" : ",").append(value));
        }
        return name.word() + modifiers + (modifiers.isEmpty() ? "" : ")");
    }
}
