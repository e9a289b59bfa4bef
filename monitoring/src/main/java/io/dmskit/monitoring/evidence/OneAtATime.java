package io.dmskit.monitoring.evidence;

import io.dmskit.catalog.ConnectionSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does not begin another connection while one is being opened: a server that accepts and says nothing would collect them. */
final class OneAtATime {
    private final AtomicBoolean opening = new AtomicBoolean();

    Connection connect(ConnectionSupplier database) throws SQLException {
        if (!opening.compareAndSet(false, true)) {
            throw new SQLException("an earlier attempt to connect has not ended yet");
        }
        try {
            return database.connect();
        } finally {
            opening.set(false);
        }
    }
}
