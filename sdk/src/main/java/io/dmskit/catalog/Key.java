package io.dmskit.catalog;

import java.util.List;

/**
 * A primary key or unique index.
 *
 * @param name constraint or index name
 * @param columns column names in key order
 */
public record Key(String name, List<String> columns) {
    /** Copies the list. */
    public Key {
        columns = List.copyOf(columns);
    }
}
