package io.dmskit.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the tables and views of a MySQL or MariaDB server, of all its databases but the system's own. */
public final class MysqlCatalog {
    private static final String NOT_THE_SYSTEMS =
            " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') ";

    private static final String TABLES = "SELECT table_schema, table_name, table_type, coalesce(table_rows, 0),"
            + " coalesce(data_length, 0) FROM information_schema.tables WHERE table_schema" + NOT_THE_SYSTEMS
            + "AND table_type IN ('BASE TABLE', 'VIEW')";

    private static final String COLUMNS = "SELECT table_schema, table_name, column_name, column_type, is_nullable,"
            + " extra FROM information_schema.columns WHERE table_schema" + NOT_THE_SYSTEMS
            + "ORDER BY table_schema, table_name, ordinal_position";

    private static final String KEYS = "SELECT table_schema, table_name, index_name, column_name, nullable"
            + " FROM information_schema.statistics WHERE non_unique = 0 AND sub_part IS NULL AND table_schema"
            + NOT_THE_SYSTEMS + "ORDER BY table_schema, table_name, index_name, seq_in_index";

    private MysqlCatalog() {}

    /**
     * Reads the catalog; rows and sizes are the server's estimates.
     *
     * @param connection stays open
     */
    public static Catalog read(Connection connection) throws SQLException {
        Map<TableName, List<Column>> columns = columns(connection);
        Map<TableName, Map<String, Index>> indexes = indexes(connection);
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                TableName name = name(row);
                tables.add(table(
                        name,
                        row,
                        columns.getOrDefault(name, List.of()),
                        List.copyOf(indexes.getOrDefault(name, Map.of()).values())));
            }
        }
        return new Catalog(tables);
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    private static Table table(TableName name, ResultSet row, List<Column> columns, List<Index> indexes)
            throws SQLException {
        return new Table(
                name,
                "VIEW".equals(row.getString(3)) ? Table.Kind.VIEW : Table.Kind.TABLE,
                columns,
                indexes.stream().filter(Index::primary).map(Index::key).findFirst(),
                indexes.stream()
                        .filter(index -> !index.primary() && !index.nullable())
                        .map(Index::key)
                        .toList(),
                Optional.empty(),
                row.getLong(4),
                row.getLong(5));
    }

    private static Map<TableName, List<Column>> columns(Connection connection) throws SQLException {
        Map<TableName, List<Column>> columns = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                boolean generated = row.getString(6).toUpperCase(Locale.ROOT).contains("GENERATED")
                        && !row.getString(6).toUpperCase(Locale.ROOT).contains("DEFAULT_GENERATED");
                if (!generated) {
                    columns.computeIfAbsent(name(row), table -> new ArrayList<>())
                            .add(column(row.getString(3), row.getString(4), "YES".equals(row.getString(5))));
                }
            }
        }
        return columns;
    }

    /** A type that nobody knows here is the user's own; MariaDB has none, but gains new ones. */
    private static Column column(String name, String written, boolean nullable) {
        String type = EngineTypes.plain("mysql", unsized(written));
        return new Column(name, type, TypeWords.kind(type).orElse(Column.Kind.OTHER), nullable);
    }

    /** The display width of whole numbers says nothing about what they hold. */
    private static String unsized(String type) {
        return type.matches("(tiny|small|medium|big)?int\\(.*") ? type.replaceFirst("\\(\\d+\\)", "") : type;
    }

    private static Map<TableName, Map<String, Index>> indexes(Connection connection) throws SQLException {
        Map<TableName, Map<String, Index>> indexes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                Index part = new Index(row.getString(3), List.of(row.getString(4)), "YES".equals(row.getString(5)));
                indexes.computeIfAbsent(name(row), table -> new LinkedHashMap<>())
                        .merge(part.name(), part, Index::with);
            }
        }
        return indexes;
    }

    private record Index(String name, List<String> columns, boolean nullable) {
        boolean primary() {
            return name.equals("PRIMARY");
        }

        Key key() {
            return new Key(name, columns);
        }

        Index with(Index next) {
            List<String> all = new ArrayList<>(columns);
            all.addAll(next.columns());
            return new Index(name, all, nullable || next.nullable());
        }
    }
}
