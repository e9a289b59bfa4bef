package io.dmskit.cdk;

import io.dmskit.NodePackages;
import io.dmskit.OtherProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Programs for Node that find the SDK which Lambda gives them. */
final class NodeClients {
    private NodeClients() {}

    /** Makes folders beside the packages, so that programs below find them as functions find the SDK that Lambda has. */
    static final class Beside implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(
                    Files.createDirectories(NodePackages.folder(NodeClients.class)), "assembly");
        }
    }

    /** Returns them with the SDK; leaves the test out, with one loud line, where it cannot be had and is not said to be needed. */
    static NodeClients installed() throws InterruptedException {
        NodePackages.installed(NodeClients.class);
        return new NodeClients();
    }

    /** Runs a program of the test resources. */
    OtherProgram.Ended run(String program, String input, Map<String, String> environment, Path... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("node-", ".mjs");
        try {
            Files.writeString(file, NodePackages.text(NodeClients.class, program));
            List<String> command = new ArrayList<>(List.of("node", file.toString()));
            Arrays.stream(arguments).map(Path::toString).forEach(command::add);
            return OtherProgram.run(Path.of("."), command, input, environment);
        } finally {
            Files.delete(file);
        }
    }
}
