package io.dmskit.catalog;

import io.dmskit.document.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes catalogs as {@link CatalogDescription} shows them. */
final class CatalogWriter {
    private CatalogWriter() {}

    static String write(Catalog catalog) {
        Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
        for (Table table : catalog.tables()) {
            schemas.computeIfAbsent(table.name().schema(), schema -> new LinkedHashMap<>())
                    .put(table.name().table(), table(table));
        }
        return JsonText.pretty(Map.of("schemas", schemas));
    }

    private static Map<String, Object> table(Table table) {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (table.kind() != Table.Kind.TABLE) {
            keys.put("kind", word(table.kind()));
        }
        table.partitionOf().ifPresent(parent -> keys.put("partition-of", reference(parent, table.name())));
        Map<String, Object> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column.name(), column(column, isInPrimaryKey(column, table))));
        keys.put("columns", columns);
        table.primaryKey().ifPresent(key -> keys.put("primary-key", key(key)));
        if (!table.uniqueKeys().isEmpty()) {
            keys.put(
                    "unique-keys",
                    table.uniqueKeys().stream().map(CatalogWriter::key).toList());
        }
        if (table.estimatedRows() != 0) {
            keys.put("rows", table.estimatedRows());
        }
        if (table.bytes() != 0) {
            keys.put("bytes", table.bytes());
        }
        return keys;
    }

    private static Object reference(TableName parent, TableName child) {
        return parent.schema().equals(child.schema())
                ? parent.table()
                : Map.of("schema", parent.schema(), "table", parent.table());
    }

    private static boolean isInPrimaryKey(Column column, Table table) {
        return table.primaryKey().map(Key::columns).orElse(List.of()).contains(column.name());
    }

    /** The short form wherever the reader makes the same column of it. */
    private static Object column(Column column, boolean inPrimaryKey) {
        String text = column.type() + (column.nullable() || inPrimaryKey ? "" : CatalogReader.NOT_NULL);
        boolean nullableIsClear = !(column.nullable() && inPrimaryKey);
        boolean typeIsClear = !column.type().endsWith(CatalogReader.NOT_NULL)
                && TypeWords.kind(column.type()).equals(Optional.of(column.kind()));
        if (nullableIsClear && typeIsClear) {
            return text;
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("type", column.type());
        keys.put("kind", word(column.kind()));
        keys.put("nullable", column.nullable());
        return keys;
    }

    private static Object key(Key key) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", key.name());
        keys.put("columns", key.columns());
        return keys;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
