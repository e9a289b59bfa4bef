package io.dmskit.checkpoint;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStartPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A journal in a table of any database, best of one that neither source nor target is. Times are texts of one length, so that every
 * database orders them alike.
 */
public final class TableCheckpointJournal implements CheckpointJournal {
    private static final int NOTE = 2000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT);
    private static final String COLUMNS = "task, recorded_at, kind, source_position, note";

    private final ConnectionSupplier database;
    private final String table;

    TableCheckpointJournal(ConnectionSupplier database, String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "journal table is \"" + table
                            + "\": it must be a name of letters, digits and underscores, with or without a schema before a dot");
        }
        this.database = database;
        this.table = table;
    }

    /** Returns what creates the table, for whoever wants to do that by hand. */
    public String ddl() {
        return ddl("\"");
    }

    private String ddl(String quote) {
        return "CREATE TABLE " + quoted(quote) + " ("
                + "entry_id CHAR(36) NOT NULL PRIMARY KEY, task VARCHAR(255) NOT NULL, recorded_at CHAR(30) NOT NULL,"
                + " kind VARCHAR(30) NOT NULL, source_position VARCHAR(2000) NOT NULL, note VARCHAR(" + NOTE + "))";
    }

    /**
     * Creates the table, which must not be there.
     *
     * @throws CheckpointJournalException if it cannot be created
     */
    public void createTable() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(ddl(quote(connection)));
        } catch (SQLException e) {
            throw new CheckpointJournalException("cannot create the checkpoint journal " + table, e);
        }
    }

    /** A note that names every table of a large task is longer than its column; the position is what counts. */
    private static String cut(String note) {
        return note.length() <= NOTE ? note : note.substring(0, NOTE - 1) + "\u2026";
    }

    @Override
    public void append(CheckpointEntry entry) {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO " + quoted(quote(connection))
                        + " (entry_id, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, entry.task());
            insert.setString(3, NANOSECONDS.format(entry.at().atOffset(ZoneOffset.UTC)));
            insert.setString(4, entry.kind().name());
            insert.setString(5, entry.position().toString());
            insert.setString(6, cut(entry.note()));
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new CheckpointJournalException("cannot write the checkpoint journal " + table, e);
        }
    }

    @Override
    public List<CheckpointEntry> entries() {
        List<CheckpointEntry> entries = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + COLUMNS + " FROM " + quoted(quote(connection)) + " ORDER BY recorded_at")) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        } catch (SQLException e) {
            throw new CheckpointJournalException("cannot read the checkpoint journal " + table, e);
        }
        return entries;
    }

    private static CheckpointEntry entry(ResultSet row) throws SQLException {
        String position = row.getString("source_position");
        if (!(CdcStart.parse(position) instanceof CdcStartPosition start)) {
            throw new SQLException("a journal holds positions and checkpoints, not " + position);
        }
        String note = row.getString("note");
        return new CheckpointEntry(
                row.getString("task"),
                Instant.parse(row.getString("recorded_at")),
                Kind.valueOf(row.getString("kind")),
                start,
                note == null ? "" : note);
    }

    private String quoted(String quote) {
        return Arrays.stream(table.split("\\."))
                .map(part -> quote + part + quote)
                .collect(Collectors.joining("."));
    }

    private static String quote(Connection connection) throws SQLException {
        return connection.getMetaData().getIdentifierQuoteString().strip();
    }
}
