package io.dmskit.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.cdk.StartPolicy;
import io.dmskit.cdk.UpdatePolicy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private static final String FILE = "bank/migration.yaml";

    @Test
    void nothingButAFileIsNeeded() {
        Choices choices = Choices.of(Map.of("migration", FILE, "@aws-cdk/core:newStyle", true, "aws:cdk:x", "y"));

        assertThat(choices.migrations()).containsExactly(Path.of(FILE));
        assertThat(choices.account()).isEmpty();
        assertThat(choices.rolesExist()).isFalse();
        assertThat(choices.alarms()).isTrue();
        assertThat(choices.start()).isEqualTo(StartPolicy.NEVER);
        assertThat(choices.update()).isEqualTo(UpdatePolicy.REFUSE);
    }

    @Test
    void filesAreSeparatedByCommas() {
        assertThat(Choices.of(Map.of("migration", "a.yaml, b.yaml")).migrations())
                .containsExactly(Path.of("a.yaml"), Path.of("b.yaml"));
    }

    @Test
    void choicesAreRead() {
        Choices choices = Choices.of(Map.of(
                "migration", FILE,
                "roles", "existing",
                "start", "on-deploy",
                "update", "stop-and-resume",
                "alarms", "false",
                "instance", "arn:aws:dms:eu-west-1:123456789012:rep:ABC",
                "instance-identifier", "shared",
                "instance-security-groups", "sg-1,sg-2"));

        assertThat(choices.rolesExist()).isTrue();
        assertThat(choices.start()).isEqualTo(StartPolicy.ON_DEPLOY);
        assertThat(choices.update()).isEqualTo(UpdatePolicy.STOP_AND_RESUME);
        assertThat(choices.alarms()).isFalse();
        assertThat(choices.instance().orElseThrow().securityGroups()).containsExactly("sg-1", "sg-2");
    }

    @Test
    void whatCdksCommandLineKeepsThereIsLeftAlone() {
        assertThat(Choices.of(Map.of("migration", FILE, "cli-telemetry", false, "somebodys-own", "x"))
                        .migrations())
                .hasSize(1);
    }

    @Test
    void anInstanceThatIsThereHasItsRoles() {
        assertThat(Choices.of(Map.of(
                                "migration", FILE,
                                "instance", "arn:aws:dms:eu-west-1:123456789012:rep:ABC",
                                "instance-identifier", "shared"))
                        .rolesExist())
                .isTrue();
    }

    @Test
    void placesAreChecked() {
        assertThatThrownBy(() -> Choices.of(Map.of(
                        "migration",
                        FILE,
                        "source-cidr",
                        "10.1",
                        "target-port",
                        "70000",
                        "vpc",
                        "vpc-1",
                        "stack",
                        "1-bank")))
                .hasMessageContaining("-c source-cidr is \"10.1\": it must be such as 10.1.0.0/16")
                .hasMessageContaining("-c target-port is \"70000\": it must be a number, 1 to 65535")
                .hasMessageContaining("say -c account=ID -c region=NAME too")
                .hasMessageContaining("-c stack is \"1-bank\"");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> Choices.of(Map.of(
                        "migraton",
                        FILE,
                        "start",
                        "now",
                        "account",
                        "123456789012",
                        "instance",
                        "arn",
                        "deployed",
                        "no")))
                .hasMessageContaining("-c migraton is not known, did you mean \"migration\"?")
                .hasMessageContaining("-c start is \"now\": it must be never or on-deploy")
                .hasMessageContaining("account and region go together")
                .hasMessageContaining("instance and instance-identifier go together")
                .hasMessageContaining("deployed is no: there is no such file")
                .hasMessageContaining("no migration is given: say -c migration=FILE");
    }
}
