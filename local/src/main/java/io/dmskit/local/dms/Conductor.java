package io.dmskit.local.dms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps order in the control plane: whatever reads or changes a resource does so {@link #now}, one at a time; what takes a while
 * on AWS happens {@link #later}; what waits for a database happens {@link #aside}.
 */
final class Conductor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private final InstantSource clock;
    private final Timeline timeline;
    private final Pace pace;
    private final ExecutorService aside = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "dmskit-local-aside");
        thread.setDaemon(true);
        return thread;
    });

    Conductor(InstantSource clock, Timeline timeline, Pace pace) {
        this.clock = clock;
        this.timeline = timeline;
        this.pace = pace;
    }

    InstantSource clock() {
        return clock;
    }

    Instant time() {
        return clock.instant();
    }

    /** Does something alone. */
    synchronized <T> T now(Supplier<T> work) {
        return work.get();
    }

    /** Does something alone. */
    synchronized void now(Runnable work) {
        work.run();
    }

    /** Does something alone, after the time that the transition takes. */
    void later(Transition transition, Runnable work) {
        after(pace.of(transition), work);
    }

    /** Does something alone, after this time. */
    void after(Duration delay, Runnable work) {
        timeline.after(delay, () -> now(work));
    }

    /** Does something on a thread of its own, beside everything else. */
    void aside(Runnable work) {
        try {
            aside.execute(() -> logged(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: work aside is left out");
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("work aside failed", e);
        }
    }

    /** Forgets what has not begun and waits a little for the rest. */
    @Override
    public void close() {
        timeline.close();
        aside.shutdownNow();
        try {
            if (!aside.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("work aside was still going on when dmskit-local closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
