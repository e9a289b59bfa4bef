package io.dmskit.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.JavaProcess;
import io.dmskit.cdk.app.MigrationApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the app makes of a template of ours, in a JVM of its own, with the context of {@code cdk.json}. */
public final class SynthesisedTemplates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private SynthesisedTemplates() {}

    /** Synthesises the migrations of {@code task-templates/NAME} into a folder. */
    public static void synthesise(String name, Path out) throws IOException, InterruptedException {
        synthesise(name, out, Map.of());
    }

    /** Synthesises the migrations of {@code task-templates/NAME} into a folder, with these choices. */
    public static void synthesise(String name, Path out, Map<String, String> choices)
            throws IOException, InterruptedException {
        ObjectNode context = (ObjectNode)
                JSON.readTree(REPOSITORY.resolve("cdk.json").toFile()).get("context");
        context.put("migration", "task-templates/" + name + "/migration.yaml");
        context.put("stack", name);
        choices.forEach(context::put);
        JavaProcess.Ended ended = JavaProcess.of(MigrationApp.class)
                .in(REPOSITORY)
                .environment("CDK_OUTDIR", out.toString())
                .environment("CDK_VALIDATION", "false")
                .environment("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
                .environment("CDK_CONTEXT_JSON", context.toString())
                .run();
        if (ended.exitCode() != 0) {
            throw new IOException(ended.out() + ended.err());
        }
    }
}
