package io.dmskit.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.OtherProgram;
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

/**
 * Python packages in a virtual environment of their own, made once for each list of requirements and kept with the user's caches.
 * Where there is no Python, or it cannot install, the reason is known instead.
 */
final class PythonClients {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "python");

    private final Path folder;

    private PythonClients(Path folder) {
        this.folder = folder;
    }

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

    /** Returns the environment of a list of requirements; where it cannot be made, the test is left out with one loud line. */
    static PythonClients required(String requirements, String what) throws InterruptedException {
        try {
            return with(requirements);
        } catch (IOException e) {
            throw OtherProgram.leaveOut(
                    what + " cannot be installed here: " + e.getMessage(), "DMSKIT_PYTHON_REQUIRED", e);
        }
    }

    private static void install(Path folder, Path requirements) throws IOException, InterruptedException {
        run(List.of("python3", "-m", "venv", "--clear", folder.toString()), Map.of())
                .requireSuccess();
        run(
                        List.of(
                                folder.resolve("bin/pip").toString(),
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                "--retries=1",
                                "--timeout=20",
                                "-r",
                                requirements.toString()),
                        Map.of())
                .requireSuccess();
        Files.createFile(folder.resolve("complete"));
    }

    /** Runs a Python program of the test resources. */
    OtherProgram.Ended python(String program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(command(folder.resolve("bin/python").toString(), program, arguments), withPath(environment));
    }

    /** Runs a shell program of the test resources, with the installed commands on its path. */
    OtherProgram.Ended shell(String program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(command("/bin/sh", program, arguments), withPath(environment));
    }

    /** Runs an installed command in a folder. */
    OtherProgram.Ended command(Path in, String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin").resolve(name).toString()));
        command.addAll(arguments);
        return OtherProgram.run(in, command, Map.of());
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

    private static OtherProgram.Ended run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return OtherProgram.run(Path.of("."), command, environment);
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
