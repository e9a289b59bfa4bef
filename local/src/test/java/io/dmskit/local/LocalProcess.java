package io.dmskit.local;

import io.dmskit.local.dms.Pace;
import io.dmskit.task.Poller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A dmskit-local in a process of its own, which a test can kill. It does not outlive the tests, and its errors are among theirs. */
public final class LocalProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Thread hook;
    private final URI endpoint;

    private LocalProcess(Process process) {
        this.process = process;
        hook = new Thread(process::destroyForcibly, "dmskit-local-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            endpoint = URI.create(firstLine(process));
        } catch (RuntimeException | Error e) {
            kill();
            throw e;
        }
    }

    private static String firstLine(Process process) {
        BufferedReader output = process.inputReader();
        return Poller.every(Duration.ofMillis(20))
                .until("dmskit-local to answer", () -> lineOf(process, output), LIMIT);
    }

    private static Optional<String> lineOf(Process process, BufferedReader output) {
        try {
            boolean alive = process.isAlive();
            if (output.ready()) {
                return Optional.of(output.readLine());
            }
            if (!alive) {
                throw new IllegalStateException(
                        "dmskit-local ended before it answered, with exit code " + process.exitValue());
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs until it is killed: a state folder, a pace, and perhaps "fresh". */
    public static void main(String[] arguments) throws InterruptedException {
        DmskitLocal.Builder builder =
                DmskitLocal.builder().stateIn(Path.of(arguments[0])).pace(Pace.of(arguments[1]));
        if (List.of(arguments).contains("fresh")) {
            builder.fresh();
        }
        try (DmskitLocal local = builder.start()) {
            System.out.println(local.endpoint());
            new CountDownLatch(1).await();
        }
    }

    /** Starts one and waits until it answers. */
    public static LocalProcess start(Path folder, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LocalProcess.class.getName(),
                folder.toString()));
        command.addAll(List.of(options));
        try {
            return new LocalProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Ends it with SIGKILL, which it does not notice. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
