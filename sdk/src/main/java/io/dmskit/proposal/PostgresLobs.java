package io.dmskit.proposal;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.SourceTypes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Measures the values of the columns that are LOBs to DMS: all of them in small tables, a sample in large ones. */
public final class PostgresLobs {
    /** Reading this much takes some seconds. */
    private static final long SMALL = 256L * 1024 * 1024;

    /** Rows of a sample; LOBs are large, and every one is read. */
    private static final long SAMPLED_ROWS = 20_000;

    private final Connection connection;
    private final SurveyListener listener;
    private final List<String> remarks;

    /**
     * Prepares to measure.
     *
     * @param connection stays open; should have a statement timeout
     * @param listener hears which table is read
     * @param remarks gets a sentence on each table that could not be read in time, or at all
     */
    public PostgresLobs(Connection connection, SurveyListener listener, List<String> remarks) {
        this.connection = connection;
        this.listener = listener;
        this.remarks = remarks;
    }

    /** Reads the LOBs of every table; views and partitioned tables are passed over. */
    public List<LobColumn> of(Catalog catalog) throws SQLException {
        List<LobColumn> lobs = new ArrayList<>();
        for (Table table : catalog.tables()) {
            List<Column> columns =
                    table.columns().stream().filter(SourceTypes::isLob).toList();
            if (table.kind() == Table.Kind.TABLE && !columns.isEmpty()) {
                listener.asking("largest values of " + table.name());
                lobs.addAll(measured(table, columns));
            }
        }
        return lobs;
    }

    private List<LobColumn> measured(Table table, List<Column> columns) throws SQLException {
        Sample sample = table.bytes() <= SMALL ? Sample.all(table) : Sample.some(table, SAMPLED_ROWS);
        Optional<List<LobColumn>> lobs = measure(table, columns, sample);
        return lobs.isPresent() ? lobs.get() : List.of();
    }

    private Optional<List<LobColumn>> measure(Table table, List<Column> columns, Sample sample) throws SQLException {
        String sizes = columns.stream()
                .map(PostgresLobs::bytes)
                .map(bytes -> "count(" + bytes + "), max(" + bytes + "), avg(" + bytes + ")::bigint")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + sizes + " FROM " + sample.from())) {
            row.next();
            List<LobColumn> lobs = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                lobs.add(new LobColumn(
                        table.name(),
                        columns.get(i).name(),
                        columns.get(i).type(),
                        row.getLong(3 * i + 1),
                        row.getLong(3 * i + 2),
                        row.getLong(3 * i + 3),
                        sample.exact()));
            }
            return Optional.of(lobs);
        } catch (SQLException e) {
            remarks.add(Sample.unanswered(e, "sizes of the LOBs of " + table.name()));
            return Optional.empty();
        }
    }

    private static String bytes(Column column) {
        String name = PostgresSql.quote(column.name());
        return "octet_length(" + name + (column.kind() == Column.Kind.BINARY ? "" : "::text") + ")";
    }
}
