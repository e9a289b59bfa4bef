package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.ReplicationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Where threads beside the application of changes meet it: between two transactions, when all of the log before a position is
 * applied and committed, and nothing after it. Thread-safe.
 */
public final class Boundaries {
    /** Any boundary. */
    public static final LogSequenceNumber NEXT = LogSequenceNumber.valueOf(0L);

    private final Queue<Meeting<?>> meetings = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ReplicationException failure;
    private volatile boolean closed;

    /** What is done at a boundary, on the thread that applies changes, which waits meanwhile. */
    @FunctionalInterface
    public interface Deed<T> {
        /** Does it; all before this position is committed on the target. */
        T at(LogSequenceNumber position) throws ReplicationException, SQLException, InterruptedException;
    }

    /** What is done at a boundary for the sake of somebody else than the run. */
    @FunctionalInterface
    public interface Visit<T> {
        /** Does it. */
        T at(LogSequenceNumber position) throws SQLException;
    }

    private record Visited<T>(@Nullable T result, @Nullable SQLException error) {}

    private record Meeting<T>(LogSequenceNumber least, Deed<T> deed, CompletableFuture<T> done) {
        void keep(LogSequenceNumber position) throws ReplicationException, SQLException, InterruptedException {
            try {
                done.complete(deed.at(position));
            } finally {
                done.cancel(false);
            }
        }
    }

    /**
     * Waits for the first boundary at or after a position and returns what was done there. An error there ends the run.
     *
     * @throws CancellationException if the run ends before, or there
     */
    public <T> T meet(LogSequenceNumber least, Deed<T> deed) throws InterruptedException {
        Meeting<T> meeting = new Meeting<>(least, deed, new CompletableFuture<>());
        meetings.add(meeting);
        if (closed) {
            meeting.done().cancel(false);
        }
        try {
            return meeting.done().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a meeting completes or is cancelled", e);
        }
    }

    /**
     * Waits like {@link #meet}; but an error of the visitor's own sessions is thrown here and is nothing to the run.
     *
     * @throws CancellationException if the run ends before, or there
     */
    public <T> T visit(LogSequenceNumber least, Visit<T> visit) throws SQLException, InterruptedException {
        Visited<T> visited = meet(least, position -> visited(visit, position));
        if (visited.error() != null) {
            throw visited.error();
        }
        return Objects.requireNonNull(visited.result());
    }

    private static <T> Visited<T> visited(Visit<T> visit, LogSequenceNumber position) {
        try {
            return new Visited<>(visit.at(position), null);
        } catch (SQLException e) {
            return new Visited<>(null, e);
        }
    }

    /** Ends the run with an error met beside it. */
    public void fail(ReplicationException e) {
        failure = e;
    }

    boolean isDue(LogSequenceNumber position) {
        return failure != null
                || meetings.stream().anyMatch(meeting -> meeting.least().compareTo(position) <= 0);
    }

    void keep(LogSequenceNumber position) throws ReplicationException, SQLException, InterruptedException {
        ReplicationException met = failure;
        if (met != null) {
            throw met;
        }
        List<Meeting<?>> due = meetings.stream()
                .filter(meeting -> meeting.least().compareTo(position) <= 0)
                .toList();
        try {
            for (Meeting<?> meeting : due) {
                meeting.keep(position);
            }
        } finally {
            // Those after one that failed are cancelled with the run, which ends now.
            due.forEach(meeting -> meeting.done().cancel(false));
            meetings.removeAll(due);
        }
    }

    /** Cancels what has not been met: the run is over. */
    public void close() {
        closed = true;
        meetings.forEach(meeting -> meeting.done().cancel(false));
    }
}
