package io.dmskit.apply;

import io.dmskit.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dmskit local} in a process of its own that keeps its state in a folder, and can be killed. */
final class EndpointProcess {
    private static final Pattern ENDPOINT = Pattern.compile("AWS_ENDPOINT_URL=(\\S+)");

    private final Process process;
    private final URI endpoint;

    private EndpointProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one and waits until it answers. */
    static EndpointProcess start(Path state) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "local",
                        "--port",
                        "0",
                        "--state",
                        state.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        Matcher matcher = ENDPOINT.matcher(line == null ? "" : line);
        if (!matcher.find()) {
            process.destroyForcibly();
            throw new IOException("dmskit local did not say where it answers: " + line);
        }
        return new EndpointProcess(process, URI.create(matcher.group(1)));
    }

    URI endpoint() {
        return endpoint;
    }

    /** Ends it with SIGKILL, and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }
}
