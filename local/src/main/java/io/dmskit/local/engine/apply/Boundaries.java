package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.ReplicationException;
import java.sql.SQLException;
import java.util.List;
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

    private record Meeting<T>(LogSequenceNumber least, Deed<T> deed, CompletableFuture<T> done) {
        void keep(LogSequenceNumber position) throws ReplicationException, SQLException, InterruptedException {
            try {
                done.complete(deed.at(position));
            } catch (ReplicationException | SQLException | InterruptedException | RuntimeException e) {
                done.cancel(false);
                throw e;
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
        meetings.removeAll(due);
        for (Meeting<?> meeting : due) {
            meeting.keep(position);
        }
    }

    /** Cancels what has not been met: the run is over. */
    public void close() {
        closed = true;
        meetings.forEach(meeting -> meeting.done().cancel(false));
    }
}
