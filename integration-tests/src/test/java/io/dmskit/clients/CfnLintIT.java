package io.dmskit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.OtherProgram;
import io.dmskit.cdk.SynthesisedTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** cfn-lint has nothing to say of what the app synthesises, and would say it. */
class CfnLintIT {
    private final Path out;

    CfnLintIT(@TempDir Path out) {
        this.out = out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank", "store", "stores"})
    void findsNothingInATemplate(String template) throws Exception {
        PythonClients python = PythonClients.required("requirements-cfn-lint.txt", "cfn-lint");
        SynthesisedTemplates.synthesise(template, out);

        OtherProgram.Ended lint = lint(python);

        assertThat(lint.text()).isEmpty();
        assertThat(lint.exitCode()).isZero();
    }

    @Test
    void findsWhatIsWrong() throws Exception {
        PythonClients python = PythonClients.required("requirements-cfn-lint.txt", "cfn-lint");
        Files.writeString(out.resolve("canary.template.json"), """
                {"Resources": {"Task": {"Type": "AWS::DMS::ReplicationTask", "Properties": {"MigrationTyp": "cdc"}}}}
                """);

        OtherProgram.Ended lint = lint(python);

        assertThat(lint.exitCode()).isNotZero();
        assertThat(lint.text()).contains("MigrationTyp", "TableMappings");
    }

    private OtherProgram.Ended lint(PythonClients python) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(out)) {
            List<String> templates = files.map(Path::toString)
                    .filter(name -> name.endsWith(".template.json"))
                    .sorted()
                    .toList();
            assertThat(templates).isNotEmpty();
            return python.command(out, "cfn-lint", templates);
        }
    }
}
