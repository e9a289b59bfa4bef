package io.dmskit.local.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * One side of a replication: opens sessions whose text form of values is the same everywhere, so that text read on one side can
 * be written on the other.
 *
 * @param role "source" or "target", for messages
 * @param address where it answers
 * @param sessions notes the sessions that are opened
 */
public record PostgresDatabase(String role, DatabaseAddress address, Sessions sessions) {
    private static final String CANONICAL_TEXT = """
            SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';
            SET extra_float_digits = 3; SET xmloption = 'content'; SET standard_conforming_strings = on;
            SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0""";

    /** How long a server may take to answer the call, and each question until the session is ready. */
    private static final int CONNECT_SECONDS = 10;

    /** Creates one whose sessions nobody cuts. */
    public PostgresDatabase(String role, DatabaseAddress address) {
        this(role, address, new Sessions());
    }

    /** Opens a session. */
    public Connection connect() throws ReplicationException {
        return open(new Properties());
    }

    /** Opens a session that can create slots and read the log. */
    public Connection connectForReplication() throws ReplicationException {
        Properties properties = new Properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return open(properties);
    }

    private Connection open(Properties properties) throws ReplicationException {
        PGProperty.USER.set(properties, address.user());
        PGProperty.PASSWORD.set(properties, address.password());
        PGProperty.APPLICATION_NAME.set(properties, "dmskit-local");
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        try {
            Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
            sessions.add(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(CANONICAL_TEXT);
                connection.setNetworkTimeout(Runnable::run, 0);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private ReplicationException explained(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String where = role + " " + address;
        return switch (state) {
            case "08001", "08004", "08006" ->
                new ReplicationException(
                        where + " refuses connections: check host, port and that the server runs", true, e);
            case "28P01", "28000" ->
                new ReplicationException(
                        where + " does not let user " + address.user()
                                + " in: check user and password in the endpoint's secret",
                        false,
                        e);
            case "3D000" ->
                new ReplicationException(
                        where + " has no database " + address.database() + ": create it or correct the endpoint",
                        false,
                        e);
            default -> failure(e);
        };
    }

    /** Wraps what this side's server said; a lost connection or a shutdown may be over when it is tried again. */
    public ReplicationException failure(SQLException e) {
        return new ReplicationException(role + " " + address + ": " + firstLine(e), isConnectionLost(e), e);
    }

    /** Returns the first line of the server's message, without its {@code ERROR:}. */
    public static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message).replaceFirst("^(ERROR|FATAL): ", "");
    }

    /** Returns whether the error means that the session is gone rather than that a statement was wrong. */
    public static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
    }
}
