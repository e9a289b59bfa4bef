package io.dmskit.cdk;

import io.dmskit.OtherProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CDK's command line in the version that {@code package.json} pins, in the repository, as a user runs it. */
final class CdkCommand {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "npm").toAbsolutePath();

    private CdkCommand() {}

    /** Installs it; where that cannot be done, the test is left out with one loud line. */
    static CdkCommand installed() throws InterruptedException {
        try {
            install();
            return new CdkCommand();
        } catch (IOException e) {
            throw OtherProgram.leaveOut(
                    "the command line of CDK cannot be installed here: " + e.getMessage(), "DMSKIT_NODE_REQUIRED", e);
        }
    }

    private static void install() throws IOException, InterruptedException {
        Path lock = HOME.resolve("package-lock.json");
        if (Files.exists(HOME.resolve("node_modules/.bin/cdk"))
                && Files.mismatch(lock, REPOSITORY.resolve("package-lock.json")) < 0) {
            return;
        }
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(REPOSITORY.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        OtherProgram.run(HOME, List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of())
                .requireSuccess();
    }

    /** Runs it with CDK's schema validation on, the output going to a folder. */
    OtherProgram.Ended run(Path output, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("node_modules/.bin/cdk").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--output", output.toString()));
        Map<String, String> environment = new TreeMap<>();
        environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
        environment.put("CDK_VALIDATION", "true");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return OtherProgram.run(REPOSITORY, command, environment);
    }
}
