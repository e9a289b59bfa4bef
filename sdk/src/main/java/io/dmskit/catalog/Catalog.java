package io.dmskit.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The tables and views of a database, at one moment.
 *
 * @param tables in name order
 */
public record Catalog(List<Table> tables) {
    /** Copies the list, sorted by name. */
    public Catalog {
        tables = tables.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    /** Returns the table of this name, compared exactly. */
    public Optional<Table> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
