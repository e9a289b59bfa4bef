package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.OtherProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of {@code docs/sample-cdk-app} compiles as it stands there and synthesises. */
class SampleAppIT {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @Test
    void compilesAndSynthesises(@TempDir Path folder) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path out = folder.resolve("cdk.out");

        int compiled = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(
                        null,
                        null,
                        null,
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        CLASS_PATH,
                        "-d",
                        classes.toString(),
                        "../docs/sample-cdk-app/src/main/java/com/example/BankApp.java");
        assertThat(compiled).isZero();
        OtherProgram.Ended synth = OtherProgram.run(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes + System.getProperty("path.separator") + CLASS_PATH,
                        "com.example.BankApp"),
                Map.of("CDK_OUTDIR", out.toString(), "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20"));

        assertThat(synth.exitCode()).as(synth.text()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.resolve("Bank.template.json").toFile())
                        .path("Resources")
                        .findValuesAsText("Type"))
                .contains("AWS::DMS::ReplicationTask", "AWS::RDS::DBInstance", "AWS::CloudWatch::Alarm");
        assertThat(Files.readString(out.resolve("Bank.template.json"))).contains("\"the old bank\"");
    }
}
