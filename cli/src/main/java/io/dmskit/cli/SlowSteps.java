package io.dmskit.cli;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says what takes long: a step that is over within two seconds is not worth a line. */
final class SlowSteps implements AutoCloseable {
    private static final long SECONDS = 2;

    private final PrintStream stream;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slow-steps");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> waiting;

    SlowSteps(PrintStream stream) {
        this.stream = stream;
    }

    /** Ends the step before, and begins another. */
    void begin(String what) {
        end();
        waiting = clock.schedule(() -> stream.println("  " + what + " ..."), SECONDS, TimeUnit.SECONDS);
    }

    private void end() {
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    public void close() {
        end();
        clock.shutdownNow();
    }
}
