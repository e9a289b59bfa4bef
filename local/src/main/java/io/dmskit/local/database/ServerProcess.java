package io.dmskit.local.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server and the guardian that outlives this process by a moment: when its standard input ends, because we closed it or because
 * this process is gone, however it went, the guardian shuts the server down and deletes its directory.
 */
final class ServerProcess {
    private static final String READY = "database system is ready to accept connections";
    private static final int TAIL_LINES = 15;

    /** $1 is the server's directory, the rest is its command. Waits at most 5 s, then 5 s more, then kills. */
    private static final String GUARDIAN = """
            directory=$1
            shift
            "$@" </dev/null &
            server=$!
            exec >/dev/null 2>&1
            trap '' INT TERM HUP
            while read -r line; do :; done
            pid=$(head -n 1 "$directory/data/postmaster.pid") || pid=$server
            kill -INT "$pid"
            waited=0
            while kill -0 "$pid"; do
              sleep 0.05
              waited=$((waited + 1))
              [ $waited -ne 100 ] || kill -QUIT "$pid"
              [ $waited -ne 200 ] || kill -KILL "$pid"
              [ $waited -lt 220 ] || break
            done
            rm -rf "$directory"
            """;

    private final Process guardian;
    private final Path log;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();

    private ServerProcess(Process guardian, Path log) {
        this.guardian = guardian;
        this.log = log;
    }

    /** Starts a server whose files are all in this directory. */
    static ServerProcess start(Path directory, List<String> command) throws IOException {
        List<String> guarded = new ArrayList<>();
        // A session of its own keeps Ctrl-C from reaching the server before whoever still writes to it has stopped.
        if (Command.run(List.of("setsid", "true")).succeeded()) {
            guarded.add("setsid");
        }
        guarded.addAll(List.of("sh", "-c", GUARDIAN, "dmskit-guardian", directory.toString()));
        guarded.addAll(command);
        ServerProcess process = new ServerProcess(Command.builder(guarded).start(), directory.resolve("server.log"));
        Thread reader = new Thread(process::readLog, "dmskit-server-log");
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    /**
     * Waits until the server takes connections.
     *
     * @throws DatabaseServerException if it ends or says nothing for this long instead
     */
    void awaitReady(Duration limit) {
        try {
            if (!ready.get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseServerException("the database server ended while starting:" + tail());
            }
        } catch (TimeoutException e) {
            throw new DatabaseServerException("the database server did not start in " + limit + ":" + tail(), e);
        } catch (ExecutionException e) {
            throw new DatabaseServerException("the database server's log cannot be kept in " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseServerException("interrupted while the database server was starting", e);
        }
    }

    /** Ends the server and deletes its directory; returns when both are gone. */
    void end() {
        boolean interrupted = false;
        try {
            guardian.getOutputStream().close();
            guardian.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The guardian goes on without us.
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLog() {
        try (BufferedReader lines = guardian.inputReader(StandardCharsets.UTF_8);
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.println(line);
                remember(line);
                if (line.contains(READY)) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private synchronized void remember(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
        }
    }

    private synchronized String tail() {
        return tail.isEmpty() ? " it logged nothing" : "\n  " + String.join("\n  ", tail);
    }
}
