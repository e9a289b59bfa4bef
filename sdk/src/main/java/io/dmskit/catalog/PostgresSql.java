package io.dmskit.catalog;

/** Writes names and texts into PostgreSQL's SQL where they cannot be bound, such as in COPY and DDL. */
public final class PostgresSql {
    private PostgresSql() {}

    /** Returns a quoted identifier. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Returns a quoted, schema-qualified name. */
    public static String quote(TableName name) {
        return quote(name.schema()) + "." + quote(name.table());
    }

    /** Returns a text literal that means the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
