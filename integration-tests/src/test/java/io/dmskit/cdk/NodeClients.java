package io.dmskit.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Packages for Node, installed once for each list of them and kept with the user's caches. Where there is no Node, or it cannot
 * install, the reason is known instead.
 */
final class NodeClients {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "node");
    private static final long LIMIT_SECONDS = 120;

    private final Path modules;

    private NodeClients(Path modules) {
        this.modules = modules;
    }

    /** What a program said and how it ended. */
    record Ended(int exitCode, List<String> lines, String log) {}

    /** Returns the packages; leaves the test out, with one loud line, where they cannot be had and are not said to be needed. */
    static NodeClients installed() throws InterruptedException {
        try {
            return with(text("package.json"));
        } catch (IOException e) {
            String reason = "Node or the SDK for it cannot be had here: " + e.getMessage();
            if (Boolean.parseBoolean(System.getenv("DMSKIT_NODE_REQUIRED"))) {
                throw new AssertionError(reason, e);
            }
            System.err.println("SKIPPED: " + reason);
            return Assumptions.abort(reason);
        }
    }

    private static NodeClients with(String packages) throws IOException, InterruptedException {
        Path folder = CACHE.resolve("clients-" + Integer.toHexString(packages.hashCode()));
        if (Files.notExists(folder.resolve("complete"))) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("package.json"), packages);
            Ended ended = run(
                    List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString()), "", Map.of());
            if (ended.exitCode() != 0) {
                throw new IOException(String.join(" / ", ended.lines()) + ended.log());
            }
            Files.createFile(folder.resolve("complete"));
        }
        return new NodeClients(folder.resolve("node_modules"));
    }

    /** Lets programs below a folder find the packages, as Lambda lets its functions find the SDK. */
    void offerTo(Path folder) throws IOException {
        Path link = folder.resolve("node_modules");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, modules);
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

    private static String text(String name) throws IOException {
        try (InputStream in = NodeClients.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
