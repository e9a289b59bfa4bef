package io.dmskit.verify;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.ConnectionSupplier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One database, seen at one moment: all questions are answered from the snapshot that was taken when the side was opened.
 * Thread-safe.
 */
final class Side implements AutoCloseable {
    private final String name;
    private final ConnectionSupplier database;
    private final Dialect dialect;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final String snapshot;

    /**
     * Opens a side.
     *
     * @param name as it is called in messages and threads
     * @param questionsAtOnce how many questions are asked at once, each over its own connection
     * @param exported snapshot to answer from, which somebody keeps open; a new one if there is none
     * @throws VerificationException if the database cannot be reached
     */
    Side(String name, ConnectionSupplier database, Dialect dialect, int questionsAtOnce, Optional<String> exported) {
        this.name = name;
        this.database = database;
        this.dialect = dialect;
        this.snapshot = exported.orElseGet(this::takeSnapshot);
        this.threads = Executors.newFixedThreadPool(questionsAtOnce, work -> {
            Thread thread = new Thread(work, "dmskit-verify-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The connection stays open in its transaction: the snapshot lives as long as that. */
    private String takeSnapshot() {
        try {
            Connection keeper = open();
            try (Statement statement = keeper.createStatement();
                    ResultSet answer = statement.executeQuery(dialect.exportSnapshot())) {
                answer.next();
                return answer.getString(1);
            }
        } catch (SQLException e) {
            close(opened);
            throw new VerificationException("cannot read the " + name + " database: " + e.getMessage(), e);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = database.connect();
        opened.add(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Reads the tables of the database. */
    CompletableFuture<Catalog> catalog() {
        return ask(statement -> dialect.catalog(statement.getConnection()));
    }

    /** Asks a question as soon as a connection is free. */
    <T> CompletableFuture<T> ask(Question<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return answer(question);
                    } catch (SQLException e) {
                        throw new CompletionException(name + " database: " + e.getMessage(), e);
                    }
                },
                threads);
    }

    private <T> T answer(Question<T> question) throws SQLException {
        Connection free = idle.poll();
        Connection connection = free != null ? free : open();
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.importSnapshot(snapshot));
            for (String setting : dialect.settings()) {
                statement.execute(setting);
            }
            return question.ask(statement);
        } finally {
            connection.rollback();
            idle.add(connection);
        }
    }

    /** Ends what is still being asked. */
    @Override
    public void close() {
        threads.shutdownNow();
        close(opened);
    }

    private static void close(Iterable<Connection> connections) {
        for (Connection connection : connections) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException ignored) {
                // Given up either way: the server ends the session when its socket closes.
            }
        }
    }

    /** Something to ask within a prepared transaction. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }
}
