package io.dmskit.apply;

import io.dmskit.JavaProcess;
import io.dmskit.cli.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** {@code dmskit local} in a process of its own that keeps its state in a folder, and can be killed. */
final class EndpointProcess implements AutoCloseable {
    private static final Pattern ENDPOINT = Pattern.compile("AWS_ENDPOINT_URL=(\\S+)\\s");

    private final JavaProcess process;
    private final URI endpoint;

    private EndpointProcess(JavaProcess process) {
        this.process = process;
        this.endpoint = URI.create(process.await(
                "address of dmskit local",
                said -> ENDPOINT.matcher(said).results().findFirst().map(found -> found.group(1))));
    }

    /** Starts one and waits until it answers. */
    static EndpointProcess start(Path state) throws IOException {
        JavaProcess process = JavaProcess.of(Main.class, "local", "--port", "0", "--state", state.toString())
                .start();
        try {
            return new EndpointProcess(process);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /** Returns what it has said of errors so far. */
    String errors() {
        return process.err();
    }

    /** Ends it with SIGKILL, and returns when it is gone. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
