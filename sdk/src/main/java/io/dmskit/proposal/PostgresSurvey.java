package io.dmskit.proposal;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks a PostgreSQL database what a proposal needs to know. It only reads: the session is made read only, every question has a
 * time limit, and no lock beyond that of a SELECT is taken. For one thread.
 */
public final class PostgresSurvey {
    private static final String REFERENCES = """
            SELECT n.nspname, c.relname, fn.nspname, f.relname
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            WHERE k.contype = 'f' AND n.nspname = ANY (?) AND fn.nspname = ANY (?)
            ORDER BY 1, 2, 3, 4""";

    private static final String GENERATED = """
            SELECT n.nspname || '.' || c.relname || '.' || a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attgenerated <> '' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
            ORDER BY n.nspname, c.relname, a.attnum""";

    private static final String FOREIGN = """
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'f' AND n.nspname = ANY (?) ORDER BY 1, 2""";

    private static final String SEQUENCES = """
            SELECT s.schemaname, s.sequencename, s.last_value, t.relname || '.' || a.attname
            FROM pg_sequences s
            JOIN pg_namespace n ON n.nspname = s.schemaname
            JOIN pg_class c ON c.relname = s.sequencename AND c.relnamespace = n.oid AND c.relkind = 'S'
            LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
            LEFT JOIN pg_class t ON t.oid = d.refobjid
            LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE s.schemaname = ANY (?)
            ORDER BY 1, 2""";

    private final Connection connection;
    private final SurveyOptions options;
    private final SurveyListener listener;
    private final List<String> remarks = new ArrayList<>();

    private PostgresSurvey(Connection connection, SurveyOptions options, SurveyListener listener) {
        this.connection = connection;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Asks the database.
     *
     * @param connection becomes read only, with a statement timeout; not in a transaction
     * @throws NoSuchSchemaException if there is no such schema
     */
    public static Survey read(Connection connection, SurveyOptions options, SurveyListener listener)
            throws SQLException {
        return new PostgresSurvey(connection, options, listener).read();
    }

    private Survey read() throws SQLException {
        quiet();
        listener.asking("tables, columns and keys");
        Catalog catalog = catalog();
        listener.asking("foreign keys, sequences and generated columns");
        List<Survey.Reference> references = rows(
                REFERENCES,
                row -> new Survey.Reference(
                        new TableName(row.getString(1), row.getString(2)),
                        new TableName(row.getString(3), row.getString(4))));
        List<String> generated = rows(GENERATED, row -> row.getString(1));
        List<TableName> foreign = rows(FOREIGN, row -> new TableName(row.getString(1), row.getString(2)));
        List<SequenceState> sequences = rows(SEQUENCES, PostgresSurvey::sequence);
        Map<TableName, Survey.Segments> segments = new HashMap<>();
        Map<TableName, String> unsegmented = new HashMap<>();
        segments(catalog, segments, unsegmented);
        return new Survey(
                connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion(),
                catalog,
                new PostgresLobs(connection, listener, remarks).of(catalog),
                segments,
                unsegmented,
                references,
                generated,
                foreign,
                sequences,
                remarks);
    }

    private void quiet() throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            statement.execute("SET statement_timeout = " + options.patience().toMillis());
            statement.execute("SET lock_timeout = 5000");
            statement.execute("SET datestyle = 'ISO, YMD'");
            statement.execute("SET timezone = 'UTC'");
        }
    }

    private Catalog catalog() throws SQLException {
        Catalog all = PostgresCatalog.readWithSizes(connection);
        List<String> there =
                rows("SELECT nspname::text FROM pg_namespace WHERE nspname = ANY (?)", row -> row.getString(1));
        for (String schema : options.schemas()) {
            if (!there.contains(schema)) {
                throw new NoSuchSchemaException(
                        schema,
                        all.tables().stream()
                                .map(table -> table.name().schema())
                                .distinct()
                                .toList());
            }
        }
        List<Table> tables = new ArrayList<>();
        for (Table table : all.tables()) {
            if (options.schemas().contains(table.name().schema())) {
                tables.add(counted(table));
            }
        }
        return new Catalog(tables);
    }

    /** A table that was never analysed has no estimate. */
    private Table counted(Table table) throws SQLException {
        if (table.kind() != Table.Kind.TABLE || table.estimatedRows() > 0 || table.bytes() == 0) {
            return table;
        }
        listener.asking("rows of " + table.name() + ", which was never analysed");
        return new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.primaryKey(),
                table.uniqueKeys(),
                table.partitionOf(),
                rows(table),
                table.bytes());
    }

    private long rows(Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + PostgresSql.quote(table.name()))) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            remarks.add(Sample.unanswered(e, "rows of " + table.name()) + "; run ANALYZE on it for a better proposal");
            return 0;
        }
    }

    private void segments(Catalog catalog, Map<TableName, Survey.Segments> segments, Map<TableName, String> unsegmented)
            throws SQLException {
        for (Table table : catalog.tables()) {
            long parts = Math.min(PostgresQuantiles.MOST_SEGMENTS, table.estimatedRows() / options.segmentRows());
            if (table.kind() != Table.Kind.TABLE || parts < 2) {
                continue;
            }
            listener.asking("quantiles of " + table.name());
            PostgresQuantiles.Answer answer = new PostgresQuantiles(connection, table, (int) parts).answer();
            answer.segments().ifPresent(found -> segments.put(table.name(), found));
            answer.reason().ifPresent(reason -> unsegmented.put(table.name(), reason));
        }
    }

    private static SequenceState sequence(ResultSet row) throws SQLException {
        long last = row.getLong(3);
        OptionalLong given = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
        return new SequenceState(row.getString(1), row.getString(2), Optional.ofNullable(row.getString(4)), given);
    }

    /** Every parameter is the list of schemas. */
    private <T> List<T> rows(String sql, RowReader<T> reader) throws SQLException {
        Array schemas = connection.createArrayOf("text", options.schemas().toArray());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setArray(i, schemas);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        }
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
