package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.JavaProcess;
import io.dmskit.OtherProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code npx cdk synth} of every template, with CDK's validation against CloudFormation's schemas. */
class SynthIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path out;

    SynthIT(@TempDir Path out) {
        this.out = out;
    }

    @ParameterizedTest
    @CsvSource({"bank, bank-core, 1", "store, weekend-store, 1", "stores, stores, 3"})
    void everyTemplateSynthesises(String template, String stack, int tasks) throws Exception {
        OtherProgram.Ended synth = CdkCommand.installed()
                .run(
                        out,
                        "synth",
                        "-q",
                        "-c",
                        "migration=task-templates/" + template + "/migration.yaml",
                        "-c",
                        "stack=" + stack);

        assertThat(synth.exitCode()).as(synth.text()).isZero();
        JsonNode resources =
                JSON.readTree(out.resolve(stack + ".template.json").toFile()).path("Resources");
        assertThat(resources.findValuesAsText("Type"))
                .filteredOn("AWS::DMS::ReplicationTask"::equals)
                .hasSize(tasks);
        assertThat(report().findValues("violations"))
                .allSatisfy(violations -> assertThat(violations).isEmpty());
    }

    /** The same validation does not let a wrong template pass. */
    @Test
    void aWrongTemplateDoesNotSynthesise() throws Exception {
        JavaProcess.Ended synth = JavaProcess.of(WrongApp.class)
                .environment("CDK_OUTDIR", out.toString())
                .environment("CDK_VALIDATION", "true")
                .run();

        assertThat(synth.exitCode()).isNotZero();
        assertThat(synth.err()).contains("MigrationTyp");
    }

    @Test
    void errorsOfAFileAreToldWithTheirLines() throws Exception {
        Path file = out.resolve("migration.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("../task-templates/bank/migration.yaml"))
                        .replace("oracle", "oracel"));

        OtherProgram.Ended synth = synth(file.toString());

        assertThat(synth.exitCode()).isNotZero();
        assertThat(synth.text()).contains("migration.yaml:6:19: source.engine is \"oracel\", did you mean \"oracle\"?");
    }

    @Test
    void whatCannotBeChosenIsToldWithTheNearestWord() throws Exception {
        OtherProgram.Ended synth = CdkCommand.installed().run(out, "synth", "-q", "-c", "migraton=a.yaml");

        assertThat(synth.exitCode()).isNotZero();
        assertThat(synth.text())
                .contains("-c migraton is not known, did you mean \"migration\"?", "npx cdk synth -c migration=");
    }

    @Test
    void aChangeThatReplacesATaskIsAnnouncedUntilItIsAllowed() throws Exception {
        Path folder = Files.createDirectories(out.resolve("bank"));
        for (String file :
                List.of("migration.yaml", "table-mappings.json", "task-settings.json", "schema.sql", "data.sql")) {
            Files.copy(Path.of("../task-templates/bank", file), folder.resolve(file));
        }
        Path file = folder.resolve("migration.yaml");
        String replaced = "replication task bank-core is taken away: MigrationType full-load-and-cdc → full-load";

        assertThat(synth(file.toString()).text()).doesNotContain("taken away");
        Files.writeString(file, Files.readString(file).replace("type: full-load-and-cdc", "type: full-load"));

        assertThat(synth(file.toString()).text()).contains(replaced);
        assertThat(synth(file.toString()).text()).contains(replaced);
        assertThat(CdkCommand.installed()
                        .run(out, "synth", "-q", "-c", "migration=" + file, "-c", "replace=bank-core")
                        .text())
                .doesNotContain("taken away");
        assertThat(synth(file.toString()).text()).doesNotContain("taken away");
    }

    private OtherProgram.Ended synth(String file) throws IOException, InterruptedException {
        return CdkCommand.installed().run(out, "synth", "-q", "-c", "migration=" + file);
    }

    private JsonNode report() throws IOException {
        return JSON.readTree(out.resolve("validation-report.json").toFile());
    }
}
