package io.dmskit.benchmark;

import io.dmskit.local.database.PostgresServer;
import java.io.IOException;
import java.util.Map;

/** Runs other people's tools. */
final class Shell {
    private Shell() {}

    static boolean has(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    static void run(Map<String, String> environment, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("a contender failed with exit code " + exitCode);
        }
    }

    static String url(PostgresServer server) {
        return "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port()
                + "/" + server.database();
    }
}
