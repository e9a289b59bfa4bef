package io.dmskit.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Synthesises the bank's stack, alarms and all, warm: with CDK's command line and the app of {@code cdk.json}; the same app as CDK's
 * own project template for Java starts it, by {@code mvn compile exec:java}; and the app alone, from a plain {@code java}.
 */
final class SynthBenchmark {
    private static final String FILE = "task-templates/bank/migration.yaml";
    private static final String EXEC = "org.codehaus.mojo:exec-maven-plugin:3.5.0:java";
    private static final String MAVEN =
            "mvn -q -o -f cdk/pom.xml compile " + EXEC + " -Dexec.mainClass=io.dmskit.cdk.app.MigrationApp";

    private final int rounds;
    private final Path folder;
    private final Path log;
    private final Path home = Path.of(System.getProperty("dmskit.launcher")).resolveSibling("");

    SynthBenchmark(int rounds) throws IOException {
        this.rounds = rounds;
        this.folder = Files.createTempDirectory("synth");
        this.log = folder.resolve("log");
    }

    void run() throws Exception {
        Path out = Files.createDirectory(folder.resolve("cdk.out"));
        shell("npm ci --silent --no-audit --no-fund");
        // Where Maven finds what the module is made of, and the plugin, when it is offline later.
        shell("mvn -q -B -DskipTests -pl cdk -am install && mvn -q -B -f cdk/pom.xml " + EXEC
                + " -Dexec.mainClass=io.dmskit.cdk.app.MigrationApp >/dev/null 2>&1 || true");
        String cdk = "node_modules/.bin/cdk synth -q -c migration=" + FILE + " --output " + out;
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("cdk synth", () -> shell(cdk));
        contenders.put("mvn exec:java", () -> shell(cdk + " --app '" + MAVEN + "'"));
        contenders.put(
                "java alone",
                () -> shell("CDK_OUTDIR=" + out + " CDK_CONTEXT_JSON='{\"migration\": \"" + FILE + "\"}' cdk/app"));
        shell(cdk); // warms caches of the operating system and of CDK
        Rounds times = new Rounds(1);
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                times.time(contender.getKey(), contender.getValue());
            }
        }
        times.printSeconds("cdk synth of the bank's stack, " + rounds + " rounds");
    }

    private void shell(String script) throws IOException, InterruptedException {
        Shell.run(
                Map.of("CDK_DISABLE_CLI_TELEMETRY", "true", "CDK_VALIDATION", "false"),
                "cd '" + home + "' && { " + script + "\n} 2>'" + log + "' || { cat '" + log + "' >&2; exit 1; }");
    }
}
