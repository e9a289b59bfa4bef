package io.dmskit.apply;

import static io.dmskit.apply.ApplyRig.LIMIT;
import static io.dmskit.apply.ApplyRig.POLLER;

import io.dmskit.local.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Writes into the bank without a pause, each transaction into all tables, until it is closed. */
final class Teller implements AutoCloseable {
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicLong transactions = new AtomicLong();
    private final CompletableFuture<Void> work = new CompletableFuture<>();

    /** Returns when the first transaction is written. */
    Teller(PostgresServer server, String... tables) {
        Thread thread = new Thread(() -> write(server, tables), "teller");
        thread.setDaemon(true);
        thread.start();
        POLLER.until(
                "the first transaction of the teller",
                () -> Optional.of(work).filter(done -> done.isDone() || transactions() > 0),
                LIMIT);
    }

    long transactions() {
        return transactions.get();
    }

    private void write(PostgresServer server, String... tables) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (!closing.get()) {
                StringBuilder sql = new StringBuilder("BEGIN;");
                long number = transactions.get() + 1;
                for (String table : tables) {
                    sql.append("INSERT INTO bank." + table + " (balance) VALUES (" + number + "); UPDATE bank." + table
                            + " SET balance = balance + 1 WHERE id = " + (number % 100) + "; DELETE FROM bank." + table
                            + " WHERE id = " + (100 + number % 100) + ";");
                }
                statement.execute(sql.append("COMMIT").toString());
                transactions.set(number);
                statement.execute("SELECT pg_sleep(0.002)");
            }
            work.complete(null);
        } catch (SQLException | RuntimeException | Error e) {
            work.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        closing.set(true);
        work.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
