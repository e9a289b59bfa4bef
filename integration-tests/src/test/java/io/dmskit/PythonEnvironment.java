package io.dmskit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Python packages in a virtual environment of their own, made once for each list of requirements and kept with the user's caches.
 *
 * @param folder where it is
 */
public record PythonEnvironment(Path folder) {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "python");

    /**
     * Returns the environment of a list of requirements.
     *
     * @param requirements as in a {@code requirements.txt}
     * @throws IOException if it cannot be made, such as where there is no Python; the message is the reason
     */
    public static PythonEnvironment with(String requirements) throws IOException, InterruptedException {
        Path folder = CACHE.resolve("clients-" + Integer.toHexString(requirements.hashCode()));
        Files.createDirectories(CACHE);
        // Other builds of the same user may be here at the same time.
        try (FileChannel file =
                FileChannel.open(CACHE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = file.lock();
            if (Files.notExists(folder.resolve("complete"))) {
                install(folder, requirements);
            }
            lock.release();
        }
        return new PythonEnvironment(folder);
    }

    private static void install(Path folder, String requirements) throws IOException, InterruptedException {
        run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
        Path list = Files.writeString(folder.resolve("requirements.txt"), requirements);
        run(List.of(
                folder.resolve("bin/pip").toString(),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--retries=1",
                "--timeout=20",
                "-r",
                list.toString()));
        Files.createFile(folder.resolve("complete"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        OtherProgram.run(Path.of("."), command, Map.of()).requireSuccess();
    }

    /** Returns the folder of the installed commands, Python's own among them. */
    public Path commands() {
        return folder.resolve("bin");
    }
}
