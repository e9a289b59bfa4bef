package io.dmskit.local.dms;

import io.dmskit.local.engine.Replication;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.StopReason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a {@link Job}: a thread around the engine's {@link Replication}, started again after errors that may pass. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** Makes the engine's order at the beginning of each try, since secrets may have changed. */
    interface Order {
        ReplicationSpec of(ReplicationSpec.Start start) throws ReplicationException;
    }

    /** What a run reports. Each is called once at most, on the run's thread. */
    interface Listener {
        void running();

        void stopped(StopReason reason);

        void failed(StopReason reason, String message);

        /** It met an error that may pass. Called as often as that happens. */
        default void triesAgain(String message) {}
    }

    private final String name;
    private final Order order;
    private final ReplicationSpec.Start start;
    private final Function<ReplicationSpec, Replication> engine;
    private final Retries retries;
    private final Executor aside;
    private final Listener listener;
    private final Thread thread;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable StopReason reasonToStop;
    private volatile String failure = "the replication ended by an error; the log of dmskit-local says more";
    private volatile @Nullable Replication replication;

    /**
     * Prepares a run.
     *
     * @param name of the job, for threads and messages
     * @param order makes the engine's order
     * @param start how the first try begins
     * @param engine makes the replication that carries out an order
     * @param retries tells whether and when to try again
     * @param aside carries out what waits for a database, away from whoever asks for it
     * @param listener hears of the run
     */
    Run(
            String name,
            Order order,
            ReplicationSpec.Start start,
            Function<ReplicationSpec, Replication> engine,
            Retries retries,
            Executor aside,
            Listener listener) {
        this.name = name;
        this.order = order;
        this.start = start;
        this.engine = engine;
        this.retries = retries;
        this.aside = aside;
        this.listener = listener;
        this.thread = new Thread(this::run, "dmskit-local-run-" + name);
        thread.setDaemon(true);
    }

    /** Begins it as the continuation of a run that moved rows in an earlier process: errors that may pass end it no more. */
    void goOn() {
        running = true;
        begin();
    }

    void begin() {
        thread.start();
    }

    /**
     * Asks the run to end, for this reason; returns at once. The first reason counts. Whoever asks may hold up everybody else, and
     * what the engine waits for is cancelled by a word to its database: so that is done aside.
     */
    synchronized void stop(StopReason reason) {
        if (reasonToStop == null) {
            reasonToStop = reason;
        }
        stopAsked.countDown();
        Replication current = replication;
        if (current != null) {
            aside.execute(current::stop);
        }
    }

    /** Lets the run fail for this reason, FATAL_ERROR or RECOVERABLE_ERROR, without another try; returns at once. */
    void fail(StopReason reason, String message) {
        failure = message;
        stop(reason);
    }

    /** Breaks the connections of a run that moves rows; it tries again as after every error that may pass. */
    void loseConnections(String why) {
        Replication current = replication;
        if (current != null && running) {
            LOG.info("the run of {} loses its connections: {}", name, why);
            current.loseConnections();
        }
    }

    /** Waits until the run has ended, first politely, then by interrupting it. */
    void end(Duration patience) throws InterruptedException {
        stop(StopReason.NORMAL);
        thread.join(patience.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(patience.toMillis());
        }
        if (thread.isAlive()) {
            LOG.warn("the run of {} did not end in time", name);
        }
    }

    private void run() {
        try {
            StopReason ended = replicate();
            StopReason asked = reasonToStop;
            StopReason reason = ended == StopReason.NORMAL && asked != null ? asked : ended;
            if (reason == StopReason.FATAL_ERROR || reason == StopReason.RECOVERABLE_ERROR) {
                listener.failed(reason, failure);
            } else {
                listener.stopped(reason);
            }
        } catch (ReplicationException e) {
            LOG.debug("the run of {} failed", name, e);
            listener.failed(
                    e.recoverable() ? StopReason.RECOVERABLE_ERROR : StopReason.FATAL_ERROR,
                    String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            listener.stopped(StopReason.NORMAL);
        } catch (RuntimeException | Error e) {
            LOG.error("the run of {} failed inside dmskit-local", name, e);
            listener.failed(StopReason.FATAL_ERROR, "dmskit-local failed inside: " + e);
        }
    }

    private StopReason replicate() throws ReplicationException, InterruptedException {
        ReplicationSpec.Start next = start;
        while (true) {
            try {
                return attempt(next);
            } catch (ReplicationException e) {
                if (stopAsked.getCount() == 0) {
                    LOG.info("the run of {} met an error while it stopped: {}", name, e.getMessage());
                    return StopReason.NORMAL;
                }
                if (!running || !e.recoverable() || !retries.another()) {
                    throw e;
                }
                LOG.warn("the run of {} tries again after an error: {}", name, e.getMessage());
                listener.triesAgain(String.valueOf(e.getMessage()));
            }
            if (retries.pause(stopAsked)) {
                return StopReason.NORMAL;
            }
            next = ReplicationSpec.Start.RESUME_PROCESSING;
        }
    }

    private StopReason attempt(ReplicationSpec.Start from) throws ReplicationException, InterruptedException {
        Replication current = engine.apply(order.of(from));
        replication = current; // from here on a stop reaches it, for preparing may wait long
        if (stopAsked.getCount() == 0) {
            return StopReason.NORMAL;
        }
        current.prepare();
        if (stopAsked.getCount() == 0) {
            return StopReason.NORMAL;
        }
        if (!running) {
            listener.running();
            running = true;
        }
        return current.run();
    }
}
