package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.ResourceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Peer;

class DatabaseMigrationTest {
    private static final Path TEMPLATES = Path.of("..", "task-templates");
    private static final Path BANK = TEMPLATES.resolve("bank/migration.yaml");

    private final Stack stack = TestStack.create();

    @Test
    void isCalledAsApplyWouldCallIt() {
        DatabaseMigration bank = bank().build();

        ResourceNames names = ResourceNames.of(bank.getMigration());
        assertThat(TestStack.properties(stack, "AWS::DMS::ReplicationTask"))
                .containsEntry("ReplicationTaskIdentifier", names.replicationTask());
        assertThat(TestStack.properties(stack, "AWS::DMS::ReplicationInstance"))
                .containsEntry("ReplicationInstanceIdentifier", names.replicationInstance())
                .containsEntry("AllocatedStorage", 100)
                .containsEntry("MultiAZ", true);
        assertThat(Template.fromStack(stack).findResources("AWS::DMS::Endpoint").toString())
                .contains(
                        "EndpointIdentifier=" + names.sourceEndpoint(), "EndpointIdentifier=" + names.targetEndpoint());
    }

    @Test
    void reachesTheDatabasesAndNothingElse() {
        bank().sourcePeer(Peer.ipv4("10.1.0.0/16")).build();

        assertThat(TestStack.text(stack, "AWS::EC2::SecurityGroup", "SecurityGroupEgress"))
                .contains("CidrIp=10.1.0.0/16", "FromPort=1521", "FromPort=5432", "FromPort=443")
                .doesNotContain("IpProtocol=-1");
    }

    @Test
    void whatTheFileDecidedAgainstIsToldWithTheReason() {
        bank().build();

        assertThat(Template.fromStack(stack).findResources("AWS::DMS::Endpoint").toString())
                .contains("DMS.9=tls: none in the migration file");
    }

    @Test
    void runsOnAnInstanceThatIsThere() {
        bank().replicationInstance(ReplicationInstance.fromReplicationInstanceAttributes(
                        stack, "There", "arn:aws:dms:eu-west-1:123456789012:rep:ABC", "shared"))
                .build();

        assertThat(Template.fromStack(stack).findResources("AWS::DMS::ReplicationInstance"))
                .isEmpty();
        assertThat(TestStack.properties(stack, "AWS::DMS::ReplicationTask"))
                .containsEntry("ReplicationInstanceArn", "arn:aws:dms:eu-west-1:123456789012:rep:ABC");
    }

    @Test
    void anInstanceThatIsThereIsWatchedWhereItsCapacityIsSaid() {
        IReplicationInstance there = ReplicationInstance.fromReplicationInstanceAttributes(
                stack, "There", "arn:aws:dms:eu-west-1:123456789012:rep:ABC", "shared");

        MigrationMonitoring watched =
                bank().replicationInstance(there).build().getMonitoring().orElseThrow();

        assertThat(watched.getAlarms(AlarmKind.TARGET_LATENCY)).hasSize(1);
        for (AlarmDefinition ofInstance :
                MigrationAlarms.ofInstance(Capacity.DEFAULT).definitions()) {
            assertThat(watched.getAlarms(ofInstance.kind())).isEmpty();
        }
        assertThat(Template.fromStack(stack).findResources("AWS::Events::Rule").toString())
                .doesNotContain("arn:aws:dms:eu-west-1:123456789012:rep:ABC");
    }

    @Test
    void whoIsStartedByTheDeploymentIsToldThatSilenceIsNotWatched() {
        bank().startPolicy(StartPolicy.ON_DEPLOY).build();

        assertThat(notices()).hasSize(1);
    }

    @Test
    void nothingIsToldOfWhatMustRun() {
        bank().startPolicy(StartPolicy.ON_DEPLOY).mustRun(true).build();

        assertThat(notices()).isEmpty();
    }

    private List<?> notices() {
        return Annotations.fromStack(stack).findInfo("*", Match.stringLikeRegexp(".*mustRun\\(true\\).*"));
    }

    @Test
    void serverlessCapacityMakesAReplicationConfig(@TempDir Path folder) throws IOException {
        for (String file : new String[] {"table-mappings.json", "task-settings.json"}) {
            Files.copy(BANK.resolveSibling(file), folder.resolve(file));
        }
        Path file = folder.resolve("migration.yaml");
        Files.writeString(
                file,
                Files.readString(BANK)
                        .replaceAll("(?m)^capacity: .*", "capacity: { serverless: { min: 2, max: 16 } }")
                        .replaceAll("(?m)^rehearsal: .*", ""));
        DatabaseMigration.Builder.create(stack, "Bank")
                .file(file)
                .vpc(TestStack.vpc(stack))
                .build();

        Map<String, Object> properties = TestStack.properties(stack, "AWS::DMS::ReplicationConfig");
        assertThat(properties).containsEntry("ReplicationConfigIdentifier", "bank-core");
        assertThat(String.valueOf(properties.get("ComputeConfig"))).contains("MinCapacityUnits=2");
    }

    @Test
    void aFileOfSeveralAndOneWithErrorsAreRefused(@TempDir Path folder) throws IOException {
        DatabaseMigration.Builder builder = DatabaseMigration.Builder.create(stack, "Bank");
        Path wrong = folder.resolve("migration.yaml");
        Files.writeString(wrong, "name: a\ntyp: cdc\n");

        assertThatThrownBy(() -> builder.file(TEMPLATES.resolve("stores/migration.yaml")))
                .hasMessageContaining("holds 3 migrations");
        assertThatThrownBy(() -> builder.file(wrong))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("migration.yaml:2:1: unknown key typ, did you mean \"type\"?");
        assertThatThrownBy(builder::build).hasMessage("Test/Bank: migration is missing; give migration(...)");
    }

    private DatabaseMigration.Builder bank() {
        return DatabaseMigration.Builder.create(stack, "Bank").file(BANK).vpc(TestStack.vpc(stack));
    }
}
