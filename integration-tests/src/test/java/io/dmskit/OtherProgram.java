package io.dmskit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of somebody else, run to its end with a limit; neither it nor what it started outlives the call. */
public final class OtherProgram {
    private static final long LIMIT_SECONDS = 300;

    private OtherProgram() {}

    /**
     * What a program said, errors among it, and how it ended.
     *
     * @param exitCode its exit code
     * @param text everything that it printed
     */
    public record Ended(int exitCode, String text) {
        /** Returns the lines of what it printed. */
        public List<String> lines() {
            return text.lines().toList();
        }

        /**
         * Returns this if it ended well.
         *
         * @throws IOException with what it said, if it did not
         */
        public Ended requireSuccess() throws IOException {
            if (exitCode != 0) {
                throw new IOException(String.join(" / ", lines()));
            }
            return this;
        }
    }

    /** Runs a command in a folder; it knows nothing of AWS but what is given. */
    public static Ended run(Path folder, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("other-program", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command + " did not end in " + LIMIT_SECONDS + " s: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
