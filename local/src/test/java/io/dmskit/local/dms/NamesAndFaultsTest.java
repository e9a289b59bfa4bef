package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.DatabaseMigrationException;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** Names, ARNs and the codes of refusals, as AWS has them. */
class NamesAndFaultsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "a--b", "a-", "a_b", "ä", ""})
    void refusesNamesThatAreNoIdentifiers(String name) {
        refuses(() -> rig.task(name, "cdc"), "InvalidParameterValueException");
        refuses(() -> instance(name, null), "InvalidParameterValueException");
        refuses(() -> create(task -> task.resourceIdentifier(name)), "InvalidParameterValueException");
    }

    @Test
    void letsNamesBeAsLongAsOnAws() {
        rig.task("t".repeat(255), "cdc");
        refuses(() -> rig.task("t".repeat(256), "cdc"), "InvalidParameterValueException");
        instance("i".repeat(63), null);
        refuses(() -> instance("i".repeat(64), null), "InvalidParameterValueException");
        instance("short", "r".repeat(31));
        refuses(() -> instance("long", "r".repeat(32)), "InvalidParameterValueException");
    }

    @Test
    void endsAnArnWithTheResourceIdentifier() {
        ReplicationInstance instance = instance("Bank-Core", "Bank-ARN1");

        assertThat(instance.replicationInstanceIdentifier()).isEqualTo("bank-core");
        assertThat(instance.replicationInstanceArn()).isEqualTo("arn:aws:dms:us-east-1:000000000000:rep:Bank-ARN1");
        refuses(() -> instance("another", "Bank-ARN1"), "ResourceAlreadyExistsFault");
        refuses(() -> instance("BANK-CORE", null), "ResourceAlreadyExistsFault");
    }

    @Test
    void namesLogGroupsItself() {
        String settings = "{\"Logging\":{\"EnableLogging\":true,\"CloudWatchLogGroup\":\"dms-tasks-main\"}}";

        assertThatThrownBy(() -> create(task -> task.replicationTaskSettings(settings)))
                .hasMessageContaining(
                        "Task Settings CloudWatchLogGroup or CloudWatchLogStream cannot be set on create.");
        create(task -> task.replicationTaskSettings(settings.replace("\"dms-tasks-main\"", "null")));
    }

    @Test
    void letsValidationOnlyBeDecidedOnCreateOnly() {
        String arn = rig.task("bank", "cdc");
        rig.time.pass();

        refuses(
                () -> rig.dms.modifyReplicationTask(modify -> modify.replicationTaskArn(arn)
                        .replicationTaskSettings(
                                "{\"ValidationSettings\":{\"EnableValidation\":true,\"ValidationOnly\":true},"
                                        + "\"FullLoadSettings\":{\"TargetTablePrepMode\":\"DO_NOTHING\"}}")),
                "InvalidParameterValueException");
        assertThat(rig.status(arn)).isEqualTo("ready");
    }

    @Test
    void refusesPositionsThatExcludeEachOtherOrTheMigrationType() {
        refuses(
                () -> create(task -> task.migrationType("full-load").cdcStartPosition("4AF/B00000D0")),
                "InvalidParameterCombinationException");
        refuses(
                () -> create(task -> task.cdcStartPosition("4AF/B00000D0").cdcStartTime(Instant.EPOCH)),
                "InvalidParameterCombinationException");
        refuses(() -> create(task -> task.cdcStopPosition("tomorrow")), "InvalidParameterValueException");
    }

    @Test
    void upgradesAnInstanceButNeverBack() {
        String arn = rig.dms
                .createReplicationInstance(create -> create.replicationInstanceIdentifier("old")
                        .replicationInstanceClass("dms.t3.medium")
                        .engineVersion("3.5.3"))
                .replicationInstance()
                .replicationInstanceArn();
        rig.time.pass();

        assertThat(version(arn, "3.6.1").replicationInstanceStatus()).isEqualTo("upgrading");
        refuses(() -> version(arn, "3.6.1"), "InvalidResourceStateFault");
        rig.time.pass();
        refuses(() -> version(arn, "3.5.3"), "InvalidParameterCombinationException");
    }

    private ReplicationInstance version(String arn, String version) {
        return rig.dms
                .modifyReplicationInstance(
                        modify -> modify.replicationInstanceArn(arn).engineVersion(version))
                .replicationInstance();
    }

    private ReplicationInstance instance(String name, @Nullable String resource) {
        return rig.dms
                .createReplicationInstance(create -> create.replicationInstanceIdentifier(name)
                        .replicationInstanceClass("dms.t3.medium")
                        .resourceIdentifier(resource))
                .replicationInstance();
    }

    private void create(Consumer<CreateReplicationTaskRequest.Builder> how) {
        rig.dms.createReplicationTask(create -> how.accept(create.replicationTaskIdentifier("x")
                .migrationType("cdc")
                .replicationInstanceArn(rig.instance)
                .sourceEndpointArn(rig.source)
                .targetEndpointArn(rig.target)
                .tableMappings(Rig.MAPPINGS)));
    }

    private static void refuses(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DatabaseMigrationException.class, fault -> assertThat(
                        fault.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }
}
