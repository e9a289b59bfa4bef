package io.dmskit.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database; {@code dataSource::getConnection} is one. Must be thread-safe. */
@FunctionalInterface
public interface ConnectionSupplier {
    /** Opens a new connection, which the caller closes. */
    Connection connect() throws SQLException;
}
