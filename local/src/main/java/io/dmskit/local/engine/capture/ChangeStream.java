package io.dmskit.local.engine.capture;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** A source's log as messages. For one thread. */
public final class ChangeStream implements AutoCloseable {
    /** Everything that was in the log when asked has been sent; only the sender itself knows. */
    private static final String SENT_ALL =
            "SELECT count(*) FROM pg_stat_replication WHERE pid = ? AND sent_lsn >= pg_current_wal_flush_lsn()";

    private final Connection replication;
    private final PGReplicationStream stream;
    private final PreparedStatement sentAll;

    /**
     * Wraps a stream.
     *
     * @param replication session that carries the stream; closed with this
     * @param queries ordinary session on the same server, stays open
     */
    public ChangeStream(Connection replication, PGReplicationStream stream, Connection queries) throws SQLException {
        this.replication = replication;
        this.stream = stream;
        this.sentAll = queries.prepareStatement(SENT_ALL);
        sentAll.setInt(1, replication.unwrap(PGConnection.class).getBackendPID());
    }

    /** Returns the next message, or null if none has arrived. */
    public @Nullable LogMessage poll() throws SQLException {
        ByteBuffer message = stream.readPending();
        return message == null ? null : PgOutputDecoder.decode(message);
    }

    /** Returns whether the server has sent all of its log; what it sent may not have been read yet. */
    public boolean isAllSent() throws SQLException {
        try (ResultSet row = sentAll.executeQuery()) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    /** Returns how far the log has been received. */
    public LogSequenceNumber received() {
        return stream.getLastReceiveLSN();
    }

    /** Lets the server forget its log up to here. */
    public void confirm(LogSequenceNumber position) throws SQLException {
        stream.setFlushedLSN(position);
        stream.setAppliedLSN(position);
    }

    /** Tells the server now rather than at the next interval what was confirmed. */
    public void report() throws SQLException {
        stream.forceUpdateStatus();
    }

    @Override
    public void close() throws SQLException {
        sentAll.close();
        try {
            stream.close();
        } finally {
            replication.close();
        }
    }
}
