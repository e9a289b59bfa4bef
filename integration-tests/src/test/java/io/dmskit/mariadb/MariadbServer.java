package io.dmskit.mariadb;

import io.dmskit.task.Poller;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A MariaDB server of one's own, for the time of a test: the machine's {@code mariadbd} over a new directory, on 127.0.0.1 and a
 * free port. Where none is installed the test is skipped with a loud line; DMSKIT_MARIADB_REQUIRED=true makes that a failure.
 */
public final class MariadbServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PORT_ATTEMPTS = 3;

    private final Path directory;
    private final int port;
    private final Process process;
    private final Thread hook;

    private MariadbServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
        hook = new Thread(process::destroyForcibly, "mariadb-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a server with these options beside the usual ones. */
    public static MariadbServer start(String... options) throws IOException, InterruptedException {
        Path server = program("mariadbd").orElseGet(MariadbServer::notInstalled);
        Path installer = program("mariadb-install-db").orElseGet(MariadbServer::notInstalled);
        for (int attempt = 1; ; attempt++) {
            Path directory = Files.createTempDirectory("dmskit-mariadb-");
            try {
                return start(directory, server, installer, options);
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                String log = Files.exists(log(directory)) ? Files.readString(log(directory)) : "";
                delete(directory);
                if (attempt == PORT_ATTEMPTS || !log.contains("Address already in use")) {
                    e.addSuppressed(new IOException("MariaDB said: " + log));
                    throw e;
                }
            }
        }
    }

    private static MariadbServer start(Path directory, Path server, Path installer, String... options)
            throws IOException, InterruptedException {
        install(directory, installer);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                server.toString(),
                "--no-defaults",
                "--datadir=" + data(directory),
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--server-id=1"));
        asRoot(command);
        command.addAll(List.of(options));
        MariadbServer started =
                new MariadbServer(directory, port, logged(directory, command).start());
        try {
            Poller.every(Duration.ofMillis(100)).until("MariaDB to answer", started::answers, LIMIT);
        } catch (RuntimeException | Error e) {
            started.end();
            throw e;
        }
        return started;
    }

    private static void install(Path directory, Path installer) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                installer.toString(),
                "--no-defaults",
                "--datadir=" + data(directory),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        asRoot(command);
        Process installing = logged(directory, command).start();
        try {
            if (!installing.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || installing.exitValue() != 0) {
                throw new IOException("mariadb-install-db failed");
            }
        } finally {
            installing.descendants().forEach(ProcessHandle::destroyForcibly);
            installing.destroyForcibly();
        }
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }

    private static void asRoot(List<String> command) {
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
    }

    private static ProcessBuilder logged(Path directory, List<String> command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
    }

    private static Path log(Path directory) {
        return directory.resolve("server.log");
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path notInstalled() {
        String line =
                "MariaDB is not installed (mariadbd, mariadb-install-db): what is said of MySQL sources is not tested here";
        if ("true".equals(System.getenv("DMSKIT_MARIADB_REQUIRED"))) {
            throw new AssertionError(line);
        }
        System.err.println("SKIPPED: " + line);
        Assumptions.abort(line);
        throw new AssertionError(line);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Optional<Boolean> answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("MariaDB ended while starting");
        }
        try (Connection connection = connect()) {
            return connection.isValid(5) ? Optional.of(true) : Optional.empty();
        } catch (SQLException notYet) {
            return Optional.empty();
        }
    }

    /** Opens a connection as root. */
    public Connection connect() throws SQLException {
        return connect("root", "");
    }

    /** Opens a connection as somebody else. */
    public Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", user, password);
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        end();
        delete(directory);
    }
}
