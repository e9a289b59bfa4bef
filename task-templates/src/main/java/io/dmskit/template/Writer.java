package io.dmskit.template;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes on one connection, from one thread. */
interface Writer {
    /** Carries out one transaction, without committing it, and returns its kind. */
    String write(Connection connection) throws SQLException;

    /** Returns whether {@link #finish} has something to do. */
    default boolean unfinished() {
        return false;
    }

    /** Carries out one of the transactions that must not be missing, and returns its kind. */
    default String finish(Connection connection) throws SQLException {
        throw new IllegalStateException("nothing is unfinished");
    }
}
