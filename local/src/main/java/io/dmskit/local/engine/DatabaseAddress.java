package io.dmskit.local.engine;

import io.dmskit.endpoint.Engine;

/**
 * Where a database answers and who asks.
 *
 * @param engine its engine
 * @param host host name
 * @param port TCP port
 * @param database database name
 * @param user user name
 * @param password the password; never printed
 */
public record DatabaseAddress(Engine engine, String host, int port, String database, String user, String password) {
    /** Returns the JDBC URL, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return engine + "://" + user + "@" + host + ":" + port + "/" + database;
    }
}
