package io.dmskit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Packages for Node, installed once for each list of them and kept with the user's caches. Where there is no Node, or it cannot
 * install, the reason is known instead.
 *
 * @param folder where {@code node_modules} is
 */
public record NodePackages(Path folder) {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "node");

    /** Why they cannot be had here: found out once, since npm takes its time to give up. */
    private static final Map<Path, String> REFUSALS = new HashMap<>();

    /**
     * Returns the packages that a {@code package.json} beside a class names; leaves the test out, with one loud line, where they cannot
     * be had and are not said to be needed.
     */
    public static synchronized NodePackages installed(Class<?> beside) throws InterruptedException {
        Path folder = folder(beside);
        try {
            if (REFUSALS.containsKey(folder)) {
                throw new IOException(REFUSALS.get(folder));
            }
            install(folder, text(beside, "package.json"));
            return new NodePackages(folder);
        } catch (IOException e) {
            String refusal = String.valueOf(e.getMessage());
            REFUSALS.put(folder, refusal);
            throw OtherProgram.leaveOut(
                    "Node or packages for it cannot be had here: " + refusal, "DMSKIT_NODE_REQUIRED", e);
        }
    }

    /** Returns where the packages that a {@code package.json} beside a class names are installed. */
    public static Path folder(Class<?> beside) {
        return CACHE.resolve(
                "clients-" + Integer.toHexString(text(beside, "package.json").hashCode()));
    }

    private static void install(Path folder, String packages) throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("complete"))) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), packages);
        OtherProgram.run(
                        folder,
                        List.of(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--fetch-retries=1",
                                "--fetch-retry-mintimeout=1000",
                                "--fetch-timeout=20000",
                                "--prefix",
                                folder.toString()),
                        Map.of())
                .requireSuccess();
        Files.createFile(folder.resolve("complete"));
    }

    /** Returns a file of the test resources beside a class. */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
