package io.dmskit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else, run to its end with a limit; neither it nor what it started outlives the call. */
public final class OtherProgram {
    private static final long LIMIT_SECONDS = 300;

    private OtherProgram() {}

    /**
     * What a program said and how it ended.
     *
     * @param exitCode its exit code
     * @param out what it printed
     * @param err what it printed of errors
     */
    public record Ended(int exitCode, String out, String err) {
        /** Returns the lines of what it printed. */
        public List<String> lines() {
            return out.lines().toList();
        }

        /** Returns everything that it printed. */
        public String text() {
            return out + err;
        }

        /**
         * Returns this if it ended well.
         *
         * @throws IOException with what it said, if it did not
         */
        public Ended requireSuccess() throws IOException {
            if (exitCode != 0) {
                throw new IOException(String.join(" / ", text().lines().toList()));
            }
            return this;
        }
    }

    /** Runs a command in a folder; it knows nothing of AWS but what is given. */
    public static Ended run(Path folder, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(folder, command, "", environment);
    }

    /** Runs a command in a folder, with an input; it knows nothing of AWS but what is given. */
    public static Ended run(Path folder, List<String> command, String input, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile("other-program", ".in"), input);
        Path out = Files.createTempFile("other-program", ".out");
        Path err = Files.createTempFile("other-program", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(environment);
            int exitCode = awaitEnd(builder.start(), command, err);
            return new Ended(exitCode, Files.readString(out), Files.readString(err));
        } finally {
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
        }
    }

    private static int awaitEnd(Process process, List<String> command, Path err)
            throws IOException, InterruptedException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command + " did not end in " + LIMIT_SECONDS + " s: " + Files.readString(err));
            }
            return process.exitValue();
        } finally {
            // A shell's programs outlive it.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * Leaves a test out, with one loud line, because a program cannot be had here.
     *
     * @param required the variable of the environment with which CI says that it must be
     * @return never; so that callers can write {@code throw}
     * @throws AssertionError if it must be
     */
    public static RuntimeException leaveOut(String reason, String required, IOException cause) {
        if (Boolean.parseBoolean(System.getenv(required))) {
            throw new AssertionError(reason, cause);
        }
        System.err.println("SKIPPED: " + reason);
        return Assumptions.abort(reason);
    }
}
