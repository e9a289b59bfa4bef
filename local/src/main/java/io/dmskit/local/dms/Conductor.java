package io.dmskit.local.dms;

import io.dmskit.local.store.Codec;
import io.dmskit.local.store.Ledger;
import io.dmskit.local.store.Shelf;
import io.dmskit.local.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps order in the control plane: whatever reads or changes a resource does so {@link #now}, one at a time; what takes a while
 * on AWS happens {@link #later}; what waits for a database happens {@link #aside}. What is kept on its shelves is in the state
 * file when {@link #now} returns.
 */
final class Conductor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private final InstantSource clock;
    private final Timeline timeline;
    private final Pace pace;
    private final Ledger ledger;
    private int depth;
    private final ExecutorService aside = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "dmskit-local-aside");
        thread.setDaemon(true);
        return thread;
    });

    Conductor(InstantSource clock, Timeline timeline, Pace pace, Store store) {
        this.clock = clock;
        this.timeline = timeline;
        this.pace = pace;
        this.ledger = new Ledger(store);
    }

    /**
     * Returns where values of one kind are kept, to be used under this conductor.
     *
     * @param kind names the kind in the state file, for good
     * @param codec writes and reads its values
     */
    <T> Shelf<T> shelf(String kind, Codec<T> codec) {
        return ledger.shelf(kind, codec);
    }

    /** Returns whether what is on its shelves outlives the process. */
    boolean isDurable() {
        return ledger.isDurable();
    }

    InstantSource clock() {
        return clock;
    }

    Instant time() {
        return clock.instant();
    }

    /** Does something alone; what it changed, even if it throws, is kept at the end. */
    synchronized <T extends @Nullable Object> T now(Supplier<T> work) {
        depth++;
        try {
            return work.get();
        } finally {
            depth--;
            if (depth == 0) {
                ledger.commit();
            }
        }
    }

    /** Does something alone; what it changed, even if it throws, is kept at the end. */
    void now(Runnable work) {
        Object unused = now(() -> {
            work.run();
            return null;
        });
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
