package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.Checkpoint;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.StopReason;
import io.dmskit.local.engine.StopSignal;
import io.dmskit.local.engine.capture.ChangeStream;
import io.dmskit.local.engine.capture.LogMessage;
import io.dmskit.local.engine.capture.LogMessage.Begin;
import io.dmskit.local.engine.capture.LogMessage.Commit;
import io.dmskit.local.engine.row.RowContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** Reads a source's log, has its changes applied, and tells the source how far they are. For one thread. */
public final class ChangeProcessing {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration IDLE_CHECK = Duration.ofMillis(50);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);

    private final PostgresDatabase source;
    private final ChangeStream stream;
    private final ChangeRouter router;
    private final Applier applier;
    private final ReplicationStatistics statistics;
    private final StopSignal stop;
    private final Limits limits;
    private final Boundaries boundaries;
    private LogSequenceNumber position;
    private RowContext.@Nullable Transaction transaction;
    private boolean skipping;
    private boolean cached;
    private boolean allSent;
    private long idleCheckNanos;
    private long reportNanos;
    private long stopNanos;

    /**
     * Where to begin and where to end.
     *
     * @param from transactions committed before this position are on the target already
     * @param cachedUntil end of the changes that were made while the load ran
     * @param stopAfterCached whether to end when those are applied
     * @param stopAt end before the first transaction committed after this time, if given
     */
    public record Limits(
            LogSequenceNumber from,
            Optional<LogSequenceNumber> cachedUntil,
            boolean stopAfterCached,
            Optional<Instant> stopAt) {
        /** Exactly what was committed from one position to before another, which another reader of the log has reached. */
        public static Limits between(LogSequenceNumber from, LogSequenceNumber to) {
            return new Limits(from, Optional.of(to), true, Optional.empty());
        }
    }

    /** Creates the value; everything passed in stays the caller's to close. */
    public ChangeProcessing(
            PostgresDatabase source,
            ChangeStream stream,
            ChangeRouter router,
            Applier applier,
            ReplicationStatistics statistics,
            StopSignal stop,
            Limits limits,
            Boundaries boundaries) {
        this.source = source;
        this.stream = stream;
        this.router = router;
        this.applier = applier;
        this.statistics = statistics;
        this.stop = stop;
        this.limits = limits;
        this.boundaries = boundaries;
        this.position = limits.from();
        this.cached = limits.cachedUntil().isPresent();
    }

    /** Reads and applies until a limit is met or a stop is asked for. */
    public StopReason run() throws ReplicationException, InterruptedException {
        applier.cachedChanges(cached);
        try {
            while (true) {
                if (stop.isRaised() && isTimeToStop()) {
                    return StopReason.NORMAL;
                }
                LogMessage message = stream.poll();
                Optional<StopReason> end = message == null ? pause() : accept(message);
                if (end.isPresent()) {
                    commit();
                    stream.report();
                    return end.get();
                }
            }
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    /** Stops between transactions; in a long one, whose end does not come, the log will bring it again. */
    private boolean isTimeToStop() throws ReplicationException, SQLException {
        if (transaction == null) {
            commit();
            stream.report();
            return true;
        }
        if (stopNanos == 0) {
            stopNanos = System.nanoTime();
        }
        return System.nanoTime() - stopNanos > STOP_PATIENCE.toNanos();
    }

    private Optional<StopReason> accept(LogMessage message)
            throws ReplicationException, SQLException, InterruptedException {
        allSent = false;
        if (message instanceof Begin begin) {
            return begin(begin);
        }
        if (message instanceof Commit commit) {
            end(commit);
            meet(commit.end());
        } else if (!skipping || message instanceof LogMessage.Relation) {
            RowContext.Transaction current = transaction;
            router.accept(message, current == null ? new RowContext.Transaction("", Instant.EPOCH) : current);
        }
        return Optional.empty();
    }

    private Optional<StopReason> begin(Begin begin) throws ReplicationException, SQLException {
        if (cached && begin.commit().compareTo(limits.cachedUntil().orElseThrow()) >= 0) {
            Optional<StopReason> end = cachedChangesApplied();
            if (end.isPresent()) {
                return end;
            }
        }
        if (limits.stopAt().isPresent()
                && begin.commitTime().isAfter(limits.stopAt().get())) {
            return Optional.of(StopReason.STOPPED_AT_COMMIT_TIME);
        }
        skipping = begin.commit().compareTo(limits.from()) < 0;
        transaction = new RowContext.Transaction(begin.commit().asString(), begin.commitTime());
        if (!skipping) {
            statistics.transactionCaptured(begin.commitTime());
        }
        return Optional.empty();
    }

    private void end(Commit commit) throws ReplicationException, SQLException {
        transaction = null;
        if (!skipping && applier.transactionEnded(new Checkpoint(commit.end()))) {
            commit();
        }
        skipping = false;
    }

    /** Between transactions, all that is committed on the source before what has been received is here. */
    private void meet(LogSequenceNumber reached) throws ReplicationException, SQLException, InterruptedException {
        if (reached.compareTo(position) > 0) {
            position = reached;
        }
        if (boundaries.isDue(position)) {
            commit();
            boundaries.keep(position);
        }
    }

    private Optional<StopReason> cachedChangesApplied() throws ReplicationException, SQLException {
        commit();
        cached = false;
        applier.cachedChanges(false);
        return limits.stopAfterCached() ? Optional.of(StopReason.STOPPED_AFTER_CACHED_EVENTS) : Optional.empty();
    }

    private void commit() throws ReplicationException, SQLException {
        Optional<Checkpoint> committed = applier.commit();
        if (committed.isPresent()) {
            stream.confirm(committed.get().position());
        }
    }

    /** Nothing has arrived: what is complete is committed; when the server too has nothing more, everything is up to date. */
    private Optional<StopReason> pause() throws ReplicationException, SQLException, InterruptedException {
        if (transaction == null) {
            commit();
            meet(stream.received());
            if (allSent) {
                Optional<StopReason> end = cached && isCachedRead() ? cachedChangesApplied() : Optional.empty();
                idle();
                if (end.isPresent()) {
                    return end;
                }
            }
            checkIdle();
        }
        stop.await(PAUSE);
        return Optional.empty();
    }

    /** What a stop waits for must be read to the last byte; what the server had sent may still be on its way. */
    private boolean isCachedRead() {
        return !limits.stopAfterCached()
                || position.compareTo(limits.cachedUntil().orElseThrow()) >= 0;
    }

    private void checkIdle() throws SQLException {
        long now = System.nanoTime();
        if (!allSent && now - idleCheckNanos > IDLE_CHECK.toNanos()) {
            idleCheckNanos = now;
            allSent = stream.isAllSent();
        }
    }

    /** On a quiet source the slot moves on with the log of others, so that the server need not keep it. */
    private void idle() throws SQLException {
        statistics.idle();
        allSent = false;
        long now = System.nanoTime();
        if (now - reportNanos > REPORT_INTERVAL.toNanos()) {
            reportNanos = now;
            stream.confirm(stream.received());
            statistics.checkpoint(new Checkpoint(stream.received()).text());
            stream.report();
        }
    }
}
