package io.dmskit.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Packages for Node, installed once for each list of them and kept with the user's caches. Where there is no Node, or it cannot
 * install, the reason is known instead.
 */
final class NodeClients {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "node");
    private static final long LIMIT_SECONDS = 120;

    private static final String PACKAGES = text("package.json");
    private static final Path FOLDER = CACHE.resolve("clients-" + Integer.toHexString(PACKAGES.hashCode()));

    private static Optional<String> refusal = Optional.empty();

    private NodeClients() {}

    /** Makes folders beside the packages, so that programs below find them as functions find the SDK that Lambda has. */
    static final class Beside implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Files.createDirectories(FOLDER), "assembly");
        }
    }

    /** What a program said and how it ended. */
    record Ended(int exitCode, List<String> lines, String log) {}

    /** Returns the packages; leaves the test out, with one loud line, where they cannot be had and are not said to be needed. */
    static synchronized NodeClients installed() throws InterruptedException {
        if (refusal.isEmpty()) {
            refusal = Optional.of(whyNotInstalled());
        }
        String reason = refusal.get();
        if (reason.isEmpty()) {
            return new NodeClients();
        }
        if (Boolean.parseBoolean(System.getenv("DMSKIT_NODE_REQUIRED"))) {
            throw new AssertionError(reason);
        }
        return Assumptions.abort(reason);
    }

    private static String whyNotInstalled() throws InterruptedException {
        try {
            install();
            return "";
        } catch (IOException e) {
            String reason = "Node or the SDK for it cannot be had here: " + e.getMessage();
            System.err.println("SKIPPED: " + reason);
            return reason;
        }
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.exists(FOLDER.resolve("complete"))) {
            return;
        }
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("package.json"), PACKAGES);
        Ended ended = run(
                List.of(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=1",
                        "--fetch-retry-mintimeout=1000",
                        "--fetch-timeout=20000",
                        "--prefix",
                        FOLDER.toString()),
                "",
                Map.of());
        if (ended.exitCode() != 0) {
            throw new IOException(ended.log().lines().collect(Collectors.joining(" / ")));
        }
        Files.createFile(FOLDER.resolve("complete"));
    }

    /** Runs a program of the test resources. */
    Ended run(String program, String input, Map<String, String> environment, Path... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("node-", ".mjs");
        try {
            Files.writeString(file, text(program));
            List<String> command = new ArrayList<>(List.of("node", file.toString()));
            Arrays.stream(arguments).map(Path::toString).forEach(command::add);
            return run(command, input, environment);
        } finally {
            Files.delete(file);
        }
    }

    private static Ended run(List<String> command, String input, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("node-", ".out");
        Path log = Files.createTempFile("node-", ".log");
        Path in = Files.writeString(Files.createTempFile("node-", ".in"), input);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end in " + LIMIT_SECONDS + " s: " + Files.readString(log));
            }
            return new Ended(process.exitValue(), Files.readAllLines(output), Files.readString(log));
        } finally {
            for (Path file : List.of(output, log, in)) {
                Files.delete(file);
            }
        }
    }

    private static String text(String name) {
        try (InputStream in = NodeClients.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
