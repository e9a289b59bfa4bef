package io.dmskit.cli;

import io.dmskit.cli.rehearsal.Narrator;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Narrates on standard error: a line with a running clock on a terminal, plain lines in a pipe. */
final class ConsoleNarrator implements Narrator {
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final Console console;
    private final PrintStream stream;
    private final boolean live;

    /**
     * Creates a narrator.
     *
     * @param console knows about colours
     * @param stream where it tells
     * @param live whether lines may be redrawn
     */
    ConsoleNarrator(Console console, PrintStream stream, boolean live) {
        this.console = console;
        this.stream = stream;
        this.live = live;
    }

    @Override
    public void say(String line) {
        stream.println(line);
    }

    @Override
    public <T> T during(String what, Callable<T> work) throws Exception {
        Instant began = Instant.now();
        ScheduledExecutorService clock = live ? runningClock(what, began) : null;
        boolean done = false;
        try {
            if (!live) {
                stream.println("  " + what + " ...");
            }
            T result = work.call();
            done = true;
            return result;
        } finally {
            if (clock != null) {
                clock.shutdownNow();
                clock.awaitTermination(1, TimeUnit.SECONDS);
                stream.print(ERASE_LINE);
            }
            if (live || done) {
                stream.println(
                        console.styled(done ? "@|green \u2713|@ " : "@|red \u2717|@ ") + what + " " + seconds(began));
            }
        }
    }

    private ScheduledExecutorService runningClock(String what, Instant began) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "running-clock");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleAtFixedRate(
                () -> stream.print(ERASE_LINE + console.styled("@|yellow \u2026|@ ") + what + " " + seconds(began)),
                0,
                200,
                TimeUnit.MILLISECONDS);
        return clock;
    }

    private static String seconds(Instant began) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(began, Instant.now()).toMillis() / 1000.0);
    }
}
