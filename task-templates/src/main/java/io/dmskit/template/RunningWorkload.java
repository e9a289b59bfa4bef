package io.dmskit.template;

import java.util.Optional;

/** A workload at work. Thread-safe. */
public interface RunningWorkload extends AutoCloseable {
    /** Returns what has been done so far. */
    WorkloadTotals totals();

    /** Returns why it stopped by itself, if it did. */
    Optional<WorkloadException> failure();

    /**
     * Stops writing: transactions under way are finished and the story is told to its end. When this returns, everything is
     * committed and all connections are closed. Stopping twice is fine.
     *
     * @return everything that was done
     * @throws WorkloadException if a writer had failed, now or before
     * @throws InterruptedException if interrupted meanwhile; the writers end soon all the same
     */
    WorkloadTotals stop() throws InterruptedException;

    /** Stops writing without waiting and without complaint; for a way out after something else went wrong. */
    @Override
    void close();
}
