package io.dmskit.local.engine;

import static java.util.Objects.requireNonNull;

import io.dmskit.local.engine.capture.SourceLog;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One run of a replication task. Call {@link #run} once, from one thread; {@link #stop} from any. */
public final class Replication {
    private final ReplicationSpec spec;
    private final ReplicationStatistics statistics;
    private final TableRequests requests;
    private final InstantSource clock;
    private @Nullable ReplicationRun prepared;
    private final StopSignal stop = new StopSignal();
    private final Sessions sessions = new Sessions();

    /**
     * Prepares a run.
     *
     * @param spec what to do
     * @param statistics kept up to date while it runs; the same object is passed to the next run of the same task
     * @param requests what is asked for while it runs; the same object is passed to the next run of the same task
     * @param clock tells the time
     */
    public Replication(
            ReplicationSpec spec, ReplicationStatistics statistics, TableRequests requests, InstantSource clock) {
        this.spec = spec;
        this.statistics = statistics;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Checks what a run needs before it starts: both databases answer, the source can give changes, tables are selected. When a
     * first cdc run is prepared, every change that is committed from then on will be replicated.
     *
     * @throws ReplicationException if the run cannot start, with what to do about it
     * @throws InterruptedException if the thread is interrupted
     */
    public void prepare() throws ReplicationException, InterruptedException {
        ReplicationRun next = new ReplicationRun(
                RunContext.of(spec, new Preparation(spec).check(), statistics, requests, clock, stop, sessions));
        next.prepare();
        prepared = next;
    }

    /**
     * Runs until there is nothing left to do or {@link #stop} is called. Prepares first if nobody has.
     *
     * @return why it ended
     * @throws ReplicationException if it cannot go on
     * @throws InterruptedException if the thread is interrupted; rows committed so far stay
     */
    public StopReason run() throws ReplicationException, InterruptedException {
        if (prepared == null) {
            prepare();
        }
        return requireNonNull(prepared).run();
    }

    /** Asks the run to end at the next transaction boundary; returns at once. */
    public void stop() {
        stop.raise();
    }

    /** Breaks the run's connections as a network would: it ends with an error that a later run may not meet. */
    public void loseConnections() {
        sessions.cut();
    }

    /** Removes what the task left on the source and target outside the user's tables: slot, publication. Tables stay. */
    public static void cleanUp(ReplicationSpec spec) throws ReplicationException {
        try {
            new SourceLog(new PostgresDatabase("source", spec.source()), spec.resourceId()).drop(new StopSignal());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicationException("the clean-up of task " + spec.resourceId() + " was interrupted", true, e);
        }
    }
}
