package io.dmskit.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.PythonEnvironment;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * LocalStack from PyPI, as a process beside the tests: on 127.0.0.1 and a free port, with its files and its log in
 * {@code target/localstack}. It does not outlive the JVM, however that ends.
 */
final class HostMode {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long END_SECONDS = 15;
    private static final int PORT_ATTEMPTS = 3;

    private HostMode() {}

    /**
     * Starts one and returns its endpoint.
     *
     * @throws IOException if it cannot be installed here, or does not start; the message is the reason
     */
    static URI start() throws IOException, InterruptedException {
        PythonEnvironment python = PythonEnvironment.with(resource("requirements.txt"));
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Path folder = Files.createDirectories(
                    Path.of("target", "localstack", String.valueOf(port)).toAbsolutePath());
            Path log = folder.resolve("log");
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            Process process = start(python, folder, log, endpoint);
            if (answers(process, endpoint)) {
                return endpoint;
            }
            String said = Files.readString(log);
            // Somebody else may have taken the port meanwhile.
            if (attempt == PORT_ATTEMPTS || !said.contains("Address already in use")) {
                throw new IOException("LocalStack ended while starting: " + said);
            }
        }
    }

    private static Process start(PythonEnvironment python, Path folder, Path log, URI endpoint) throws IOException {
        Path program = Files.writeString(folder.resolve("until_input_ends.py"), resource("until_input_ends.py"));
        ProcessBuilder builder = new ProcessBuilder(
                        python.commands().resolve("python").toString(), program.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(LocalStack.SETTINGS);
        builder.environment()
                .putAll(Map.of(
                        "GATEWAY_LISTEN",
                        endpoint.getAuthority(),
                        "LOCALSTACK_HOST",
                        endpoint.getAuthority(),
                        // The other server listens on every interface, whatever it is told.
                        "GATEWAY_SERVER",
                        "hypercorn",
                        "DNS_ADDRESS",
                        "0",
                        "OVERRIDE_IN_DOCKER",
                        "false",
                        "FILESYSTEM_ROOT",
                        folder.resolve("files").toString()));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "localstack-shutdown"));
        return process;
    }

    /** Waits until it answers or has ended, and returns which. */
    private static boolean answers(Process process, URI endpoint) {
        return Poller.every(Duration.ofMillis(200))
                .until(
                        "LocalStack to answer",
                        () -> LocalStack.isHealthy(endpoint)
                                ? Optional.of(true)
                                : Optional.of(false).filter(ended -> !process.isAlive()),
                        LIMIT);
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HostMode.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
