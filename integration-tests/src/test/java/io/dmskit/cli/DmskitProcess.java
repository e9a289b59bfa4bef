package io.dmskit.cli;

import io.dmskit.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The {@code dmskit} command in processes of their own, as a script runs it. */
final class DmskitProcess {
    private final URI endpoint;
    private final Path folder;

    /** Creates the value; commands run in the folder and find AWS at the endpoint. */
    DmskitProcess(URI endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
    }

    JavaProcess.Ended run(String... arguments) throws IOException, InterruptedException {
        return program(arguments).run();
    }

    /** Starts a command that goes on for a while. */
    JavaProcess start(String... arguments) throws IOException {
        return program(arguments).start();
    }

    private JavaProcess.Program program(String... arguments) {
        return JavaProcess.of(Main.class, arguments).in(folder).environment("AWS_ENDPOINT_URL", endpoint.toString());
    }
}
