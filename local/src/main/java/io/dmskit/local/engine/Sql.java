package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting for SQL text. Values are bound wherever the protocol can; COPY cannot. */
public final class Sql {
    private Sql() {}

    /** Returns an identifier in double quotes. */
    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Returns a qualified table name in double quotes. */
    public static String name(TableName table) {
        return name(table.schema()) + "." + name(table.table());
    }

    /** Returns identifiers in double quotes, separated by commas. */
    public static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** Returns a string literal that means the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
