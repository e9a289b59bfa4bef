package io.dmskit.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.OtherProgram;
import io.dmskit.PythonEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Programs that need Python packages; where there is no Python, or it cannot install, the reason is known instead. */
final class PythonClients {
    private final PythonEnvironment environment;

    private PythonClients(PythonEnvironment environment) {
        this.environment = environment;
    }

    /** Returns the environment of a list of requirements; where it cannot be made, the test is left out with one loud line. */
    static PythonClients required(String requirements, String what) throws InterruptedException {
        try {
            return new PythonClients(PythonEnvironment.with(text(requirements)));
        } catch (IOException e) {
            throw OtherProgram.leaveOut(
                    what + " cannot be installed here: " + e.getMessage(), "DMSKIT_PYTHON_REQUIRED", e);
        }
    }

    /** Runs a Python program of the test resources. */
    OtherProgram.Ended python(String program, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        return run(
                command(environment.commands().resolve("python").toString(), program, arguments), withPath(variables));
    }

    /** Runs a shell program of the test resources, with the installed commands on its path. */
    OtherProgram.Ended shell(String program, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        return run(command("/bin/sh", program, arguments), withPath(variables));
    }

    /** Runs an installed command in a folder. */
    OtherProgram.Ended command(Path in, String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(environment.commands().resolve(name).toString()));
        command.addAll(arguments);
        return OtherProgram.run(in, command, Map.of());
    }

    private static List<String> command(String interpreter, String program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(interpreter, resource(program).toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private Map<String, String> withPath(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(
                "PATH",
                environment.commands() + ":"
                        + Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        return all;
    }

    private static OtherProgram.Ended run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        return OtherProgram.run(Path.of("."), command, variables);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = PythonClients.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }

    private static Path resource(String name) throws IOException {
        try {
            return Path.of(Objects.requireNonNull(PythonClients.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
