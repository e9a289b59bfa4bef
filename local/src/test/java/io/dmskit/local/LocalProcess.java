package io.dmskit.local;

import io.dmskit.local.dms.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A dmskit-local in a process of its own, which a test can kill. */
public final class LocalProcess implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    private LocalProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
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
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("dmskit-local ended before it answered");
            }
            return new LocalProcess(process, URI.create(line));
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
