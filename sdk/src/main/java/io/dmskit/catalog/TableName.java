package io.dmskit.catalog;

import java.util.Comparator;

/**
 * A schema-qualified name, exactly as the database spells it.
 *
 * @param schema schema, not quoted
 * @param table table or view, not quoted
 */
public record TableName(String schema, String table) implements Comparable<TableName> {
    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::table);

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code schema.table} for people; it is not quoted for SQL. */
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
