package io.dmskit.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Python packages in a virtual environment of their own, made once for each list of requirements and kept with the user's caches.
 * Where there is no Python, or it cannot install, the reason is known instead.
 */
final class PythonClients {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "python");
    private static final long LIMIT_SECONDS = 300;

    private final Path folder;

    private PythonClients(Path folder) {
        this.folder = folder;
    }

    /** What a program said and how it ended. */
    record Ended(int exitCode, List<String> lines) {}

    /**
     * Returns the environment of a list of requirements.
     *
     * @throws IOException if it cannot be made; the message is the reason
     */
    static PythonClients with(String requirements) throws IOException, InterruptedException {
        String text = text(requirements);
        Path folder = CACHE.resolve("clients-" + Integer.toHexString(text.hashCode()));
        Files.createDirectories(CACHE);
        // Other builds of the same user may be here at the same time.
        try (FileChannel file =
                FileChannel.open(CACHE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = file.lock();
            if (Files.notExists(folder.resolve("complete"))) {
                install(folder, resource(requirements));
            }
            lock.release();
        }
        return new PythonClients(folder);
    }

    private static void install(Path folder, Path requirements) throws IOException, InterruptedException {
        require(run(List.of("python3", "-m", "venv", "--clear", folder.toString()), Map.of()));
        require(run(
                List.of(
                        folder.resolve("bin/pip").toString(),
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--retries=1",
                        "--timeout=20",
                        "-r",
                        requirements.toString()),
                Map.of()));
        Files.createFile(folder.resolve("complete"));
    }

    private static void require(Ended ended) throws IOException {
        if (ended.exitCode() != 0) {
            throw new IOException(String.join(" / ", ended.lines()));
        }
    }

    /** Runs a Python program of the test resources. */
    Ended python(String program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(command(folder.resolve("bin/python").toString(), program, arguments), withPath(environment));
    }

    /** Runs a shell program of the test resources, with the installed commands on its path. */
    Ended shell(String program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(command("/bin/sh", program, arguments), withPath(environment));
    }

    private static List<String> command(String interpreter, String program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(interpreter, resource(program).toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private Map<String, String> withPath(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(
                "PATH",
                folder.resolve("bin") + ":"
                        + Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        return all;
    }

    private static Ended run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("python-client", ".log");
        Process process = null;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(environment);
            process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command + " did not end in " + LIMIT_SECONDS + " s: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readAllLines(output));
        } finally {
            if (process != null) {
                // A shell's programs outlive it.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Files.delete(output);
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = PythonClients.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }

    private static Path resource(String name) throws IOException {
        try {
            return Path.of(Objects.requireNonNull(PythonClients.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
