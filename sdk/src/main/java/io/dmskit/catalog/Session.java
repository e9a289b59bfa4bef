package io.dmskit.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection that only reads, with a limit on each question. It is left as it was found. Used by one thread. */
public final class Session implements AutoCloseable {
    private final Connection connection;
    private final Limits limits;
    private final Duration patience;
    private final boolean committed;
    private final boolean readOnly;
    private final int network;

    private Session(Connection connection, Limits limits, Duration patience) throws SQLException {
        this.connection = connection;
        this.limits = limits;
        this.patience = patience;
        this.committed = connection.getAutoCommit();
        this.readOnly = connection.isReadOnly();
        this.network = connection.getNetworkTimeout();
    }

    /**
     * How a database is told to give up on a statement.
     *
     * @param set statements that say so
     * @param reset statements that take it back
     */
    private record Limits(List<String> set, List<String> reset) {
        static Limits postgres(Duration patience) {
            return new Limits(
                    List.of(
                            "SET statement_timeout = " + patience.toMillis(),
                            "SET lock_timeout = " + patience.toMillis()),
                    List.of("RESET statement_timeout", "RESET lock_timeout"));
        }

        /** MariaDB counts in seconds; MySQL, whose setting has another name, in milliseconds. */
        static Limits mysql(Duration patience, boolean mariadb) {
            return mariadb
                    ? new Limits(
                            List.of("SET SESSION max_statement_time = " + patience.toSeconds()),
                            List.of("SET SESSION max_statement_time = DEFAULT"))
                    : new Limits(
                            List.of("SET SESSION max_execution_time = " + patience.toMillis()),
                            List.of("SET SESSION max_execution_time = DEFAULT"));
        }
    }

    /**
     * Opens a session with a PostgreSQL server.
     *
     * @param patience how long connecting, and each question, may take; whole seconds
     * @throws SQLException if there is no connection within that time
     */
    public static Session postgres(ConnectionSupplier supplier, Duration patience) throws SQLException {
        return start(open(supplier, patience), Limits.postgres(patience), patience);
    }

    /**
     * Opens a session with a MySQL or MariaDB server.
     *
     * @param patience how long connecting, and each question, may take; whole seconds
     * @throws SQLException if there is no connection within that time
     */
    public static Session mysql(ConnectionSupplier supplier, Duration patience) throws SQLException {
        Connection connection = open(supplier, patience);
        try {
            return start(connection, Limits.mysql(patience, isMariadb(connection)), patience);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** MySQL's driver calls MariaDB MySQL, but not its version. */
    private static boolean isMariadb(Connection connection) throws SQLException {
        return (connection.getMetaData().getDatabaseProductName()
                        + connection.getMetaData().getDatabaseProductVersion())
                .contains("MariaDB");
    }

    private static Session start(Connection connection, Limits limits, Duration patience) throws SQLException {
        try {
            Session session = new Session(connection, limits, patience);
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
            // A server that has stopped, or a network that has gone, keeps no limit by itself.
            connection.setNetworkTimeout(Runnable::run, 2 * (int) patience.toMillis());
            session.execute(limits.set());
            return session;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A server that accepts a connection and then says nothing is not waited for; should it answer later, it is hung up on. */
    private static Connection open(ConnectionSupplier supplier, Duration patience) throws SQLException {
        CompletableFuture<Connection> opening = new CompletableFuture<>();
        Thread thread = new Thread(() -> open(supplier, opening), "dmskit-connect");
        thread.setDaemon(true);
        thread.start();
        try {
            return opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            opening.cancel(false);
            throw new SQLException("no connection within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e.getCause());
        } catch (InterruptedException e) {
            opening.cancel(false);
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while connecting", e);
        }
    }

    private static void open(ConnectionSupplier supplier, CompletableFuture<Connection> opening) {
        try {
            Connection connection = supplier.connect();
            if (!opening.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            opening.completeExceptionally(e);
        }
    }

    /** Returns the connection, which stays open. */
    public Connection connection() {
        return connection;
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Returns what the row says. */
        T read(ResultSet row) throws SQLException;
    }

    /** Returns every row; a list among the values is bound as an array of texts. */
    public <T> List<T> rows(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout((int) patience.toSeconds());
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof List<?> list) {
                    statement.setArray(i + 1, connection.createArrayOf("text", list.toArray()));
                } else {
                    statement.setObject(i + 1, values[i]);
                }
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

    /** Returns the only row. */
    public <T> T row(String sql, RowReader<T> reader, Object... values) throws SQLException {
        List<T> rows = rows(sql, reader, values);
        if (rows.isEmpty()) {
            throw new SQLException("no answer to: " + sql);
        }
        return rows.get(0);
    }

    private void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (connection.isValid(1)) {
                execute(limits.reset());
                connection.setReadOnly(readOnly);
                connection.setAutoCommit(committed);
                connection.setNetworkTimeout(Runnable::run, network);
            }
        }
    }
}
