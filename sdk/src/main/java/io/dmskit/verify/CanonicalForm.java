package io.dmskit.verify;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Column.Kind;

/**
 * How a column's value is written in the text of a row, so that both databases print the same bytes for the same value and no two
 * rows print the same text: parts are joined by {@code |} and NULL is {@code ~}.
 */
enum CanonicalForm {
    /** The value's text as it is: for types whose text has neither {@code |} nor {@code ~}. */
    PLAIN,
    /** A number without trailing zeros, for sides of different scale. */
    NUMBER,
    /** The length in characters, a colon and the text. */
    FRAMED,
    /** Framed, without trailing blanks: for fixed-length text, which pads. */
    TRIMMED;

    /** Returns the form in which values of these two columns can be held against each other. */
    static CanonicalForm of(Column source, Column target) {
        if (isNumber(source) && isNumber(target)) {
            return source.type().equals(target.type()) ? PLAIN : NUMBER;
        }
        if (isFixedLength(source) || isFixedLength(target)) {
            return TRIMMED;
        }
        return isPlain(source) && source.type().equals(target.type()) ? PLAIN : FRAMED;
    }

    private static boolean isNumber(Column column) {
        return column.kind() == Kind.INTEGER || column.kind() == Kind.DECIMAL;
    }

    private static boolean isFixedLength(Column column) {
        return column.kind() == Kind.TEXT && column.type().matches("(character|bpchar|char)(\\(\\d+\\))?");
    }

    private static boolean isPlain(Column column) {
        return switch (column.kind()) {
            case FLOATING, BOOLEAN, TIMESTAMP_WITH_ZONE, DATE_OR_TIME, BINARY -> true;
            default -> column.type().equals("uuid");
        };
    }
}
