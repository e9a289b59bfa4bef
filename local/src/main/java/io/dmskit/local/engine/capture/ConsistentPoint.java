package io.dmskit.local.engine.capture;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.postgresql.replication.ReplicationSlotInfo;

/**
 * A moment of the source while a task runs: its rows as a snapshot, and the log from then on in a slot of its own, which the server
 * drops with the session. For one thread.
 */
public final class ConsistentPoint implements AutoCloseable {
    private final SourceLog log;
    private final Connection replication;
    private final ReplicationSlotInfo slot;

    ConsistentPoint(SourceLog log, Connection replication, ReplicationSlotInfo slot) {
        this.log = log;
        this.replication = replication;
        this.slot = slot;
    }

    /** Returns the position: what was committed before it is in the snapshot, everything else in the log. */
    public LogSequenceNumber position() {
        return slot.getConsistentPoint();
    }

    /** Returns the name of the snapshot; it can be joined until {@link #changes} is called. */
    public String snapshot() {
        return slot.getSnapshotName();
    }

    /** Reads the changes since. Call it once; the stream closes this too. */
    public ChangeStream changes(Connection queries) throws SQLException {
        PGReplicationStream stream =
                log.stream(replication.unwrap(PGConnection.class), slot.getSlotName(), slot.getConsistentPoint());
        return new ChangeStream(replication, stream, queries);
    }

    @Override
    public void close() throws SQLException {
        replication.close();
    }
}
