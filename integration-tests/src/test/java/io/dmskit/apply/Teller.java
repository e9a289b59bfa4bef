package io.dmskit.apply;

import io.dmskit.local.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Writes into the bank without a pause, each transaction into all tables, until it is closed. */
final class Teller implements AutoCloseable {
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicLong transactions = new AtomicLong();
    private final CompletableFuture<Void> work;

    Teller(PostgresServer server, String... tables) {
        work = CompletableFuture.runAsync(() -> write(server, tables));
    }

    long transactions() {
        return transactions.get();
    }

    private void write(PostgresServer server, String... tables) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (!closing.get()) {
                StringBuilder sql = new StringBuilder("BEGIN;");
                long number = transactions.incrementAndGet();
                for (String table : tables) {
                    sql.append("INSERT INTO bank." + table + " (balance) VALUES (" + number + "); UPDATE bank." + table
                            + " SET balance = balance + 1 WHERE id = " + (number % 100) + "; DELETE FROM bank." + table
                            + " WHERE id = " + (100 + number % 100) + ";");
                }
                statement.execute(sql.append("COMMIT").toString());
                statement.execute("SELECT pg_sleep(0.002)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.set(true);
        work.join();
    }
}
