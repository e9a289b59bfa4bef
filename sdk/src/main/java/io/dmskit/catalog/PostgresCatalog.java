package io.dmskit.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tables and views of a PostgreSQL database, all but the system's own. */
public final class PostgresCatalog {
    private static final String NOT_THE_SYSTEMS = """
            n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'""";

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.relkind, greatest(c.reltuples, 0)::bigint,
                   pn.nspname, p.relname
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
            LEFT JOIN pg_class p ON p.oid = i.inhparent
            LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND
            """ + NOT_THE_SYSTEMS;

    private static final String SIZES = """
            SELECT c.oid,
                   coalesce(CASE c.relkind
                       WHEN 'p' THEN (SELECT sum(pg_table_size(part.relid)) FROM pg_partition_tree(c.oid) part)
                       ELSE pg_table_size(c.oid) END, 0)::bigint
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND
            """ + NOT_THE_SYSTEMS;

    /** Follows a domain down to the type it is made of, whose modifiers are those of the innermost domain that has any. */
    private static final String COLUMNS = """
            WITH RECURSIVE resolved(oid, base, modifier) AS (
                SELECT t.oid, t.oid, -1 FROM pg_type t WHERE t.typtype <> 'd'
                UNION ALL
                SELECT t.oid, r.base, CASE WHEN t.typtypmod >= 0 THEN t.typtypmod ELSE r.modifier END
                FROM pg_type t JOIN resolved r ON t.typbasetype = r.oid AND t.typtype = 'd')
            SELECT c.oid, a.attname,
                   format_type(r.base, CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE r.modifier END),
                   b.typname, b.typcategory, b.typnamespace = 'pg_catalog'::regnamespace, NOT a.attnotnull
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN resolved r ON r.oid = a.atttypid
            JOIN pg_type b ON b.oid = r.base
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              AND c.relkind IN ('r', 'p', 'v', 'm') AND
            """ + NOT_THE_SYSTEMS + "\nORDER BY c.oid, a.attnum";

    private static final String KEYS =
            """
            SELECT x.indrelid, i.relname, x.indisprimary,
                   array_agg(a.attname::text ORDER BY k.position), bool_and(a.attnotnull)
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(x.indkey[0:x.indnkeyatts - 1]) WITH ORDINALITY AS k(attnum, position)
            LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum AND k.attnum > 0
            WHERE x.indisunique AND x.indisvalid AND x.indpred IS NULL AND x.indexprs IS NULL AND
            """ + NOT_THE_SYSTEMS + "\nGROUP BY x.indrelid, i.relname, x.indisprimary\nORDER BY x.indrelid, i.relname";

    private PostgresCatalog() {}

    /**
     * Reads the catalog without the sizes of its tables: 0 bytes each. Waits for nobody.
     *
     * @param connection stays open; its transaction, if any, is used
     */
    public static Catalog read(Connection connection) throws SQLException {
        return read(connection, Map.of());
    }

    /**
     * Reads the catalog and measures each table with its LOBs, a partitioned one by its partitions. Waits for whoever holds a
     * table exclusively, since PostgreSQL measures no table without a lock.
     *
     * @param connection stays open; its transaction, if any, is used
     */
    public static Catalog readWithSizes(Connection connection) throws SQLException {
        return read(connection, sizes(connection));
    }

    private static Catalog read(Connection connection, Map<Long, Long> sizes) throws SQLException {
        Map<Long, List<Column>> columns = columns(connection);
        Map<Long, List<Index>> indexes = indexes(connection);
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                long oid = row.getLong(1);
                tables.add(table(
                        row,
                        columns.getOrDefault(oid, List.of()),
                        indexes.getOrDefault(oid, List.of()),
                        sizes.getOrDefault(oid, 0L)));
            }
        }
        return new Catalog(tables);
    }

    private static Map<Long, Long> sizes(Connection connection) throws SQLException {
        Map<Long, Long> sizes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SIZES)) {
            while (row.next()) {
                sizes.put(row.getLong(1), row.getLong(2));
            }
        }
        return sizes;
    }

    private static Table table(ResultSet row, List<Column> columns, List<Index> indexes, long bytes)
            throws SQLException {
        String parent = row.getString(7);
        return new Table(
                new TableName(row.getString(2), row.getString(3)),
                kind(row.getString(4)),
                columns,
                indexes.stream().filter(Index::primary).map(Index::key).findFirst(),
                indexes.stream()
                        .filter(index -> !index.primary() && index.notNull())
                        .map(Index::key)
                        .toList(),
                parent == null ? Optional.empty() : Optional.of(new TableName(row.getString(6), parent)),
                row.getLong(5),
                bytes);
    }

    private static Table.Kind kind(String relkind) {
        return switch (relkind) {
            case "p" -> Table.Kind.PARTITIONED_TABLE;
            case "v", "m" -> Table.Kind.VIEW;
            default -> Table.Kind.TABLE;
        };
    }

    private static Map<Long, List<Column>> columns(Connection connection) throws SQLException {
        Map<Long, List<Column>> columns = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                Column.Kind kind = kind(row.getString(4), row.getString(5), row.getBoolean(6));
                columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new Column(row.getString(2), row.getString(3), kind, row.getBoolean(7)));
            }
        }
        return columns;
    }

    private static Column.Kind kind(String type, String category, boolean shipped) {
        if (!shipped) {
            return Column.Kind.USER_DEFINED;
        }
        return switch (type) {
            case "text", "varchar", "bpchar", "name" -> Column.Kind.TEXT;
            case "int2", "int4", "int8" -> Column.Kind.INTEGER;
            case "numeric" -> Column.Kind.DECIMAL;
            case "float4", "float8" -> Column.Kind.FLOATING;
            case "bool" -> Column.Kind.BOOLEAN;
            case "timestamptz" -> Column.Kind.TIMESTAMP_WITH_ZONE;
            case "bytea" -> Column.Kind.BINARY;
            default -> "D".equals(category) ? Column.Kind.DATE_OR_TIME : Column.Kind.OTHER;
        };
    }

    private static Map<Long, List<Index>> indexes(Connection connection) throws SQLException {
        Map<Long, List<Index>> indexes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                List<String> names = List.of((String[]) row.getArray(4).getArray());
                indexes.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new Index(new Key(row.getString(2), names), row.getBoolean(3), row.getBoolean(5)));
            }
        }
        return indexes;
    }

    private record Index(Key key, boolean primary, boolean notNull) {}
}
