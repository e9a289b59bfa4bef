package io.dmskit.checkpoint;

import io.dmskit.endpoint.Engine;
import io.dmskit.position.NativePosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Where a source's log ended at a moment. Captured before a start, it is where the changes can be read from once more.
 *
 * <p>PostgreSQL keeps its log only for replication slots: from a position alone nothing can be started, unless a slot held it all the
 * time; see {@link ReplicationSlot}. MySQL and MariaDB keep binary logs as long as their expiry says, Oracle its archived logs, SQL
 * Server what its capture and log reader jobs have not cleaned up.
 *
 * @param engine the source's engine
 * @param position the end of its log
 * @param at the same moment by the source's own clock
 */
public record SourcePosition(Engine engine, NativePosition position, Instant at) {
    /**
     * Asks the source where its log ends. Reads only; needs no more than what the DMS user of that engine has:
     *
     * <ul>
     *   <li>PostgreSQL: nothing; on a replica, the position that is replayed
     *   <li>MySQL: {@code REPLICATION CLIENT}; MariaDB: {@code BINLOG MONITOR}, or {@code REPLICATION CLIENT} before 10.5
     *   <li>Oracle: {@code SELECT ON V_$DATABASE}; never run against a real Oracle
     *   <li>SQL Server: MS-CDC enabled, and {@code SELECT} on the {@code cdc} schema; never run against a real SQL Server
     * </ul>
     *
     * @param engine the source's engine
     * @param connection to the source; stays open
     * @throws IllegalArgumentException if DMS cannot start a source of this engine from a position
     * @throws SQLException if the source does not answer, does not let the user know, or writes no log
     */
    public static SourcePosition capture(Engine engine, Connection connection) throws SQLException {
        LogEnd end = LogEnd.of(engine).read(connection);
        return new SourcePosition(engine, end.position(), end.at());
    }

    /** Returns position and time for people. */
    @Override
    public String toString() {
        return position + " of " + engine + " at " + at;
    }
}
