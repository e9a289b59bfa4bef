package io.dmskit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.task.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A program on the class path of the tests, in a process of its own. It does not outlive them, however they end. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;
    private final Thread hook;

    private JavaProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        hook = new Thread(this::end, "java-process-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What a program printed and how it ended. */
    public record Ended(int exitCode, String out, String err) {}

    /** Names a program by its main class. */
    public static Program of(Class<?> main, String... arguments) {
        return new Program(main, arguments);
    }

    /** A program that has not been started. */
    public static final class Program {
        private final ProcessBuilder builder;

        private Program(Class<?> main, String... arguments) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    main.getName()));
            command.addAll(Arrays.asList(arguments));
            builder = new ProcessBuilder(command);
        }

        /** Runs it in this folder. */
        public Program in(Path folder) {
            builder.directory(folder.toFile());
            return this;
        }

        /** Sets a variable of its environment. */
        public Program environment(String name, String value) {
            builder.environment().put(name, value);
            return this;
        }

        /** Lets it write files up to so many blocks of the shell, half a kilobyte or one each: what is left of a disk that is nearly full. */
        public Program writingFilesUpTo(int blocks) {
            List<String> limited =
                    new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f " + blocks + " && exec \"$@\"", "sh"));
            limited.addAll(builder.command());
            // The JVM's own file of counters is larger than that.
            limited.add(limited.indexOf("-cp"), "-XX:-UsePerfData");
            builder.command(limited);
            return this;
        }

        /** Starts it and returns at once. */
        public JavaProcess start() throws IOException {
            Path out = Files.createTempFile("dmskit", ".out");
            Path err = Files.createTempFile("dmskit", ".err");
            return new JavaProcess(
                    builder.redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start(),
                    out,
                    err);
        }

        /** Runs it to its end. */
        public Ended run() throws IOException, InterruptedException {
            try (JavaProcess started = start()) {
                return started.awaitEnd();
            }
        }
    }

    /**
     * Waits until it has printed something.
     *
     * @param what it has printed, for the message if it does not
     * @param answer finds it in everything printed so far, or does not
     */
    public <T> T await(String what, Function<String, Optional<T>> answer) {
        return Poller.every(Duration.ofMillis(20))
                .until(
                        what,
                        () -> {
                            boolean alive = process.isAlive();
                            Optional<T> found = answer.apply(out());
                            if (found.isEmpty() && !alive) {
                                throw new AssertionError("no " + what + ", but the end: " + said());
                            }
                            return found;
                        },
                        Function.identity(),
                        unanswered -> said(),
                        LIMIT);
    }

    /**
     * Asks it to end in the way that Ctrl-C does, and returns how it ended. By SIGTERM, since whatever is started from the background of a
     * shell is deaf to SIGINT; the JVM does the same at both.
     */
    public Ended terminate() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        return awaitEnd();
    }

    /** Waits for its end. */
    public Ended awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT.toMinutes() + " minutes: " + said());
        }
        return new Ended(process.exitValue(), out(), err());
    }

    /** Returns what it has printed so far. */
    public String out() {
        return read(out);
    }

    /** Returns what it has printed of errors so far. */
    public String err() {
        return read(err);
    }

    private String said() {
        return "it said " + out() + "\nand of errors " + err();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it with SIGKILL, and whatever it has started; returns when it is gone. What it said can still be read. */
    public void kill() {
        end();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
