package io.dmskit.local.dms;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the machine's clock, on one thread. */
final class RealTimeline implements Timeline {
    private static final Logger LOG = LoggerFactory.getLogger(RealTimeline.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, this::thread);
    private volatile @Nullable Thread worker;

    RealTimeline() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "dmskit-local-timeline");
        thread.setDaemon(true);
        worker = thread;
        return thread;
    }

    @Override
    public void after(Duration delay, Runnable step) {
        try {
            ScheduledFuture<?> unused = executor.schedule(() -> logged(step), nanos(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: a step of the timeline is left out");
        }
    }

    /** A delay that does not fit into a long, such as one until the year 9999, becomes the longest one: 292 years. */
    private static long nanos(Duration delay) {
        return TimeUnit.NANOSECONDS.convert(delay);
    }

    /** The executor would keep a failure to itself. */
    private static void logged(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a step of the timeline failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        Thread last = worker;
        if (last == null || last == Thread.currentThread()) {
            return;
        }
        try {
            last.join(PATIENCE.toMillis());
            if (last.isAlive()) {
                LOG.warn("a step of the timeline was still running when dmskit-local closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
