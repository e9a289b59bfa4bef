package io.dmskit.local.engine;

import io.dmskit.local.engine.apply.Boundaries;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work beside the application of changes, on a thread of its own. An error there ends the run; the end of the run ends the work. */
final class SideThread {
    private static final Logger logger = LoggerFactory.getLogger(SideThread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Boundaries boundaries;
    private final Thread thread;

    /** What is done; it ends when the run does. */
    interface Work {
        void run() throws ReplicationException, InterruptedException;
    }

    SideThread(String name, Boundaries boundaries, Work work) {
        this.boundaries = boundaries;
        this.thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (ReplicationException e) {
            boundaries.fail(e);
        } catch (InterruptedException | CancellationException e) {
            logger.debug("{} ends with its run", thread.getName());
        } catch (RuntimeException | Error e) {
            logger.error("{} failed", thread.getName(), e);
            boundaries.fail(new ReplicationException("dmskit-local failed inside: " + e, false, e));
        }
    }

    /** Waits until the work, which was told to end, has ended. */
    void end() {
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                logger.warn("{} did not end in time", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
