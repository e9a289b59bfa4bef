package io.dmskit.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.OtherProgram;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Packages for Node, installed once for each list of them and kept with the user's caches. Where there is no Node, or it cannot
 * install, the reason is known instead.
 */
final class NodeClients {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "dmskit", "node");

    private static final String PACKAGES = text("package.json");
    private static final Path FOLDER = CACHE.resolve("clients-" + Integer.toHexString(PACKAGES.hashCode()));

    /** Why they cannot be had here: found out once, since npm takes its time to give up. */
    private static @Nullable String refusal;

    private NodeClients() {}

    /** Makes folders beside the packages, so that programs below find them as functions find the SDK that Lambda has. */
    static final class Beside implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Files.createDirectories(FOLDER), "assembly");
        }
    }

    /** Returns the packages; leaves the test out, with one loud line, where they cannot be had and are not said to be needed. */
    static synchronized NodeClients installed() throws InterruptedException {
        try {
            if (refusal != null) {
                throw new IOException(refusal);
            }
            install();
            return new NodeClients();
        } catch (IOException e) {
            refusal = String.valueOf(e.getMessage());
            throw OtherProgram.leaveOut(
                    "Node or the SDK for it cannot be had here: " + refusal, "DMSKIT_NODE_REQUIRED", e);
        }
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.exists(FOLDER.resolve("complete"))) {
            return;
        }
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("package.json"), PACKAGES);
        OtherProgram.run(
                        FOLDER,
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
                        Map.of())
                .requireSuccess();
        Files.createFile(FOLDER.resolve("complete"));
    }

    /** Runs a program of the test resources. */
    OtherProgram.Ended run(String program, String input, Map<String, String> environment, Path... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("node-", ".mjs");
        try {
            Files.writeString(file, text(program));
            List<String> command = new ArrayList<>(List.of("node", file.toString()));
            Arrays.stream(arguments).map(Path::toString).forEach(command::add);
            return OtherProgram.run(Path.of("."), command, input, environment);
        } finally {
            Files.delete(file);
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
