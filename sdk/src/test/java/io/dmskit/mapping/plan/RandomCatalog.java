package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes up sources, with the names that people have and those that nobody should have. */
final class RandomCatalog {
    private static final List<String> SCHEMAS = List.of(
            "shop",
            "SHOP",
            "Sales",
            "a_b",
            "aXb",
            "order%",
            "x[1]",
            "\u00FCn\u0130",
            "O'Brien",
            "say \"hi\"",
            "9lives");
    private static final List<String> TABLES = List.of(
            "orders",
            "Orders",
            "order_items",
            "orderXitems",
            "customers",
            "CUSTOMERS",
            "tmp_1",
            "tmp_2",
            "old_orders",
            "log%",
            "a[b]",
            "\u00C9t\u00E9",
            "q\"t",
            "2024",
            "a b",
            "orders_tmp",
            "o'clock");
    private static final List<String> COLUMNS = List.of(
            "id",
            "old_id",
            "old_name",
            "name",
            "Name",
            "phone",
            "CardNo",
            "note_tmp",
            "tmp_total",
            "a_b",
            "aXb",
            "gr\u00F6\u00DFe",
            "x%",
            "x[1]",
            "q\"c",
            "1st",
            "TOTAL",
            "day",
            "placed at",
            "c1",
            "c2");
    private static final List<Column> TYPES = List.of(
            type("integer", Column.Kind.INTEGER),
            type("bigint", Column.Kind.INTEGER),
            type("numeric(12,2)", Column.Kind.DECIMAL),
            type("text", Column.Kind.TEXT),
            type("character varying(40)", Column.Kind.TEXT),
            type("date", Column.Kind.DATE_OR_TIME),
            type("timestamp without time zone", Column.Kind.DATE_OR_TIME),
            type("timestamp with time zone", Column.Kind.TIMESTAMP_WITH_ZONE),
            type("boolean", Column.Kind.BOOLEAN),
            type("uuid", Column.Kind.OTHER),
            type("bytea", Column.Kind.BINARY),
            type("jsonb", Column.Kind.OTHER));
    /** The first types are those of keys. */
    private static final int KEY_TYPES = 5;

    private final Chance chance;
    private final boolean carriedOut;

    RandomCatalog(Chance chance, boolean carriedOut) {
        this.chance = chance;
        this.carriedOut = carriedOut;
    }

    private static Column type(String type, Column.Kind kind) {
        return new Column("", type, kind, true);
    }

    Catalog next() {
        List<Table> tables = new ArrayList<>();
        for (String schema : chance.some(chance.from(1, 3), SCHEMAS)) {
            for (String name : chance.some(chance.from(1, 5), TABLES)) {
                tables.add(table(new TableName(schema, name)));
            }
        }
        if (!carriedOut && chance.oneIn(4)) {
            partitions(chance.of(tables), tables);
        }
        return new Catalog(tables);
    }

    private Table table(TableName name) {
        boolean view = !carriedOut && chance.oneIn(8);
        List<Column> columns = new ArrayList<>();
        for (String column : chance.some(chance.from(1, 7), COLUMNS)) {
            Column type = columns.isEmpty() ? TYPES.get(chance.from(0, KEY_TYPES - 1)) : chance.of(TYPES);
            columns.add(new Column(column, type.type(), type.kind(), !columns.isEmpty() && !chance.oneIn(4)));
        }
        if (!carriedOut
                && chance.oneIn(10)
                && columns.stream().anyMatch(column -> column.name().equals("id"))) {
            columns.add(new Column("ID", "integer", Column.Kind.INTEGER, true));
        }
        int keys = view ? 0 : chance.from(0, 3);
        return new Table(
                name,
                view ? Table.Kind.VIEW : Table.Kind.TABLE,
                columns,
                keys >= 2 ? Optional.of(key(name.table() + "_pkey", columns)) : Optional.empty(),
                keys == 1 ? List.of(key(name.table() + "_key", columns)) : List.of(),
                Optional.empty(),
                chance.from(0, 1000));
    }

    /** Returns a key over the first column, and sometimes over a second one that may not be null. */
    private Key key(String name, List<Column> columns) {
        List<String> names = new ArrayList<>(List.of(columns.get(0).name()));
        if (columns.size() > 1 && !columns.get(1).nullable() && chance.oneIn(2)) {
            names.add(chance.from(0, 1), columns.get(1).name());
        }
        return new Key(name, names);
    }

    private static void partitions(Table parent, List<Table> tables) {
        if (parent.kind() == Table.Kind.TABLE) {
            tables.remove(parent);
            tables.add(like(parent, parent.name(), Table.Kind.PARTITIONED_TABLE, Optional.empty()));
            TableName first =
                    new TableName(parent.name().schema(), parent.name().table() + "_p1");
            tables.add(like(parent, first, Table.Kind.TABLE, Optional.of(parent.name())));
        }
    }

    private static Table like(Table table, TableName name, Table.Kind kind, Optional<TableName> partitionOf) {
        return new Table(
                name,
                kind,
                table.columns(),
                table.primaryKey(),
                table.uniqueKeys(),
                partitionOf,
                table.estimatedRows());
    }
}
