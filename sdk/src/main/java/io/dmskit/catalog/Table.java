package io.dmskit.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A table or view as a catalog describes it.
 *
 * @param name schema and name
 * @param kind table, partitioned table or view
 * @param columns in the database's order; generated columns are left out, since nobody may write them
 * @param primaryKey the primary key, if there is one
 * @param uniqueKeys unique indexes over NOT NULL columns, usable as a key where there is no primary key
 * @param partitionOf the partitioned table this one is a partition of, if it is one
 * @param estimatedRows the database's own estimate, 0 if it has none
 * @param bytes what its rows and LOBs take on disk, without indexes; of a partitioned table, all its partitions together; 0 if
 *     not known
 */
public record Table(
        TableName name,
        Kind kind,
        List<Column> columns,
        Optional<Key> primaryKey,
        List<Key> uniqueKeys,
        Optional<TableName> partitionOf,
        long estimatedRows,
        long bytes) {
    /** Kinds of table. */
    public enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        VIEW
    }

    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /** A table of unknown size. */
    public Table(
            TableName name,
            Kind kind,
            List<Column> columns,
            Optional<Key> primaryKey,
            List<Key> uniqueKeys,
            Optional<TableName> partitionOf,
            long estimatedRows) {
        this(name, kind, columns, primaryKey, uniqueKeys, partitionOf, estimatedRows, 0);
    }

    /** Returns the same table with only these columns. */
    public Table withColumns(List<Column> kept) {
        return new Table(name, kind, kept, primaryKey, uniqueKeys, partitionOf, estimatedRows, bytes);
    }

    /** Returns the same table with this size on disk. */
    public Table withBytes(long size) {
        return new Table(name, kind, columns, primaryKey, uniqueKeys, partitionOf, estimatedRows, size);
    }

    /** Returns the primary key, or the first unique key over NOT NULL columns, or nothing. */
    public Optional<Key> key() {
        return primaryKey.or(() -> uniqueKeys.stream().findFirst());
    }

    /** Returns the column of this name, compared exactly. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }
}
