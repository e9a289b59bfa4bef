package io.dmskit.local.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/** Somebody who writes into a source without a pause while a test does other things; a test that fails leaves nobody writing. */
final class Writing implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closing;

    private Writing() {}

    /** What a test does meanwhile. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /** Writes while something else is done; each number, from 0 on, gives the statements of one transaction. */
    static void into(Rehearsal rehearsal, LongFunction<String> statements, Meanwhile meanwhile) throws Exception {
        try (Writing writing = new Writing()) {
            Thread thread = new Thread(() -> writing.run(rehearsal, statements), "writing");
            thread.setDaemon(true);
            thread.start();
            meanwhile.run();
        }
    }

    private void run(Rehearsal rehearsal, LongFunction<String> statements) {
        try (Connection connection = rehearsal.connectToSource();
                Statement statement = connection.createStatement()) {
            for (long number = 0; !closing; number++) {
                statement.execute(statements.apply(number));
            }
            ended.complete(null);
        } catch (SQLException | RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    /** Returns when the last transaction has ended; fails if one could not be written. */
    @Override
    public void close() {
        closing = true;
        try {
            ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("writing into the source", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the last transaction was written", e);
        }
    }
}
