package io.dmskit.leftbehind;

import io.dmskit.catalog.ConnectionSupplier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A connection that only reads. A question that cannot be answered costs its own answer only, and is noted. Used by one thread. */
final class Questions implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Connection connection;
    private final String side;
    private final List<String> unanswered;
    private final List<String> toReset = new ArrayList<>();
    private final boolean committed;
    private final boolean readOnly;

    /**
     * Opens the connection.
     *
     * @param side source or target
     * @param unanswered takes what could not be answered, and why
     */
    Questions(ConnectionSupplier supplier, String side, List<String> unanswered) throws SQLException {
        this.connection = supplier.connect();
        this.side = side;
        this.unanswered = unanswered;
        try {
            this.committed = connection.getAutoCommit();
            this.readOnly = connection.isReadOnly();
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Reads one row of an answer. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Returns every row of an answer.
     *
     * @param what what is asked for, for people
     * @param schemas bound to every parameter as an array of texts, or one by one where parameters are as many
     */
    <T> List<T> ask(String what, String sql, List<String> schemas, RowReader<T> reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            bind(statement, sql, schemas);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            unanswered.add(what + " of the " + side + ": " + firstLine(e));
            return List.of();
        }
    }

    private void bind(PreparedStatement statement, String sql, List<String> schemas) throws SQLException {
        boolean arrays = sql.contains("ANY (?)");
        long parameters = sql.chars().filter(c -> c == '?').count();
        for (int i = 0; i < parameters; i++) {
            if (arrays) {
                statement.setArray(i + 1, connection.createArrayOf("text", schemas.toArray()));
            } else {
                statement.setString(i + 1, schemas.get(i % schemas.size()));
            }
        }
    }

    /** Sets what some servers know and others need not, until the end. */
    void prefer(String setting, String value) {
        prefer("SET " + setting + " = " + value);
        toReset.add("SET " + setting + " = DEFAULT");
    }

    private void prefer(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException notKnown) {
            // Then the answers are as they are.
        }
    }

    boolean isMariadb() throws SQLException {
        return (connection.getMetaData().getDatabaseProductName()
                        + connection.getMetaData().getDatabaseProductVersion())
                .contains("MariaDB");
    }

    static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /** Returns as many question marks as there are schemas, for servers that have no arrays. */
    static String marks(List<String> schemas) {
        return String.join(", ", Collections.nCopies(schemas.size(), "?"));
    }

    static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Leaves the connection as it was found, for whoever it is borrowed from. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (connection.isValid(1)) {
                toReset.forEach(this::prefer);
                connection.setReadOnly(readOnly);
                connection.setAutoCommit(committed);
            }
        }
    }
}
