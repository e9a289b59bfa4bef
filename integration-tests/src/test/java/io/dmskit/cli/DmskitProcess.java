package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code dmskit} command in processes of their own, as a script runs it. */
final class DmskitProcess {
    private final URI endpoint;
    private final Path folder;

    /** Creates the value; commands run in the folder and find AWS at the endpoint. */
    DmskitProcess(URI endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** What a command printed and how it ended. */
    record Ended(int exitCode, String out, String err) {}

    Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("dmskit", ".out");
        Path err = Files.createTempFile("dmskit", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    Main.class.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("AWS_ENDPOINT_URL", endpoint.toString());
            int exitCode = builder.start().waitFor();
            return new Ended(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
