package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.dms.CfnReplicationInstance;
import software.amazon.awscdk.services.ec2.Vpc;

class DmsChecksTest {
    private final Path out;

    DmsChecksTest(@TempDir Path out) {
        this.out = out;
    }

    @Test
    void aViolatedControlFailsTheSynthesis() {
        App app = app();
        CfnReplicationInstance.Builder.create(new Stack(app, "Test"), "Open")
                .replicationInstanceClass("dms.t3.medium")
                .publiclyAccessible(true)
                .build();

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
        assertThat(out.resolve("validation-report.json")).content().contains("DMS.1", "Test/Open");
    }

    @Test
    void aConstructWithItsDefaultsPasses() {
        App app = app();
        Stack stack = new Stack(app, "Test");
        ReplicationInstance.Builder.create(stack, "Replication")
                .vpc(Vpc.Builder.create(stack, "Vpc").build())
                .build();

        assertThatCode(app::synth).doesNotThrowAnyException();
    }

    private App app() {
        App app = new App(AppProps.builder().outdir(out.toString()).build());
        Validations.of(app).addPlugins(new DmsChecks());
        return app;
    }
}
