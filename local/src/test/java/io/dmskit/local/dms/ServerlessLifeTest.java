package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.Tag;

class ServerlessLifeTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isCreatedThenDeletingThenGone() throws InterruptedException {
        ReplicationConfig config = create("bank", 2, 16);
        String arn = config.replicationConfigArn();
        assertThat(arn).matches("arn:aws:dms:us-east-1:000000000000:replication-config:[A-Z2-7]{26}");
        assertThat(config.replicationSettings()).contains("\"TransactionConsistencyTimeout\"");
        assertThat(config.tableMappings()).isEqualTo(Rig.MAPPINGS);
        assertThat(replication(arn)).satisfies(replication -> {
            assertThat(replication.status()).isEqualTo("created");
            assertThat(replication.provisionData()).isNull();
            assertThat(replication.replicationStats()).isNull();
        });
        assertThat(rig.dms.listTagsForResource(list -> list.resourceArn(arn)).tagList())
                .extracting(Tag::key)
                .containsExactly("team");

        delete(arn);
        assertThat(replication(arn).status()).isEqualTo("deleting");
        refusesAsInvalidState(() -> start(arn, "start-replication"), "it is deleting");

        rig.time.awaitAndPass();
        assertThatThrownBy(() -> replication(arn)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void goesThroughEveryStepOfItsPreparationUntilAConnectionFails() throws InterruptedException {
        String arn = create("bank", 1, 4).replicationConfigArn();

        start(arn, "start-replication");
        assertThat(replication(arn)).satisfies(replication -> {
            assertThat(replication.status()).isEqualTo("initializing");
            assertThat(replication.startReplicationType()).isEqualTo("start-replication");
            assertThat(replication.replicationStats().startDate()).isNotNull();
        });
        refusesAsInvalidState(() -> start(arn, "start-replication"), "it is initializing");
        refusesAsInvalidState(() -> stop(arn), "it is initializing, and must be running");
        refusesAsInvalidState(() -> modify(arn), "cannot be modified: its replication is initializing");
        refusesAsInvalidState(() -> delete(arn), "its replication is initializing");
        awaitStatus(arn, "failed");

        assertThat(replication(arn)).satisfies(failed -> {
            assertThat(failed.stopReason()).isEqualTo("Stop Reason FATAL_ERROR");
            assertThat(failed.failureMessages())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "Test connection failed for endpoint source. Test Endpoint failed: endpoint source takes"
                                    + " its credentials from secret none/such");
            assertThat(failed.replicationLastStopTime()).isNotNull();
        });
    }

    @Test
    void mayBeStartedAfreshUntilItMovedRows() throws InterruptedException {
        String arn = create("bank", null, 4).replicationConfigArn();
        start(arn, "start-replication");
        awaitStatus(arn, "failed");

        start(arn, "start-replication");
        awaitStatus(arn, "failed");
        start(arn, "resume-processing");
        awaitStatus(arn, "failed");
        delete(arn);
        assertThat(replication(arn).status()).isEqualTo("deleting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume-processing", "reload-target"})
    void neverRunItOnlyStartsFromTheBeginning(String startType) {
        String arn = create("bank", 1, 1).replicationConfigArn();

        refusesAsInvalidState(() -> start(arn, startType), "it has never run; use start-replication");
        refusesAsInvalidState(() -> stop(arn), "it is created, and must be running");
        assertThatThrownBy(() -> rig.dms.startReplication(ask -> ask.replicationConfigArn(arn)
                        .startReplicationType("start-replication")
                        .cdcStartPosition("4AF/B00000D0")))
                .hasMessageContaining("a serverless replication has no start position of its own");
        assertThatThrownBy(() -> start(arn, "again"))
                .hasMessageContaining("the parameter StartReplicationType is \"again\"; allowed are");
        assertThat(replication(arn).status()).isEqualTo("created");
    }

    @Test
    void isModifiedWhileItRests() {
        String arn = create("bank", 1, 4).replicationConfigArn();

        rig.dms.modifyReplicationConfig(modify -> modify.replicationConfigArn(arn)
                .replicationConfigIdentifier("bank-2")
                .computeConfig(compute -> compute.maxCapacityUnits(32)));
        assertThat(replication(arn).status()).isEqualTo("modifying");
        refusesAsInvalidState(() -> start(arn, "start-replication"), "it is modifying");
        rig.time.pass();

        assertThat(replication(arn).status()).isEqualTo("created");
        assertThat(config("bank-2")).satisfies(changed -> {
            assertThat(changed.replicationConfigArn()).isEqualTo(arn);
            assertThat(changed.computeConfig().maxCapacityUnits()).isEqualTo(32);
            assertThat(changed.computeConfig().minCapacityUnits()).isEqualTo(1);
            assertThat(changed.replicationConfigUpdateTime()).isAfterOrEqualTo(changed.replicationConfigCreateTime());
        });
        assertThatThrownBy(() -> config("bank")).isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100, 512})
    void takesOnlyCapacitiesThatThereAre(int units) {
        assertThatThrownBy(() -> create("bank", null, units))
                .hasMessageContaining("the parameter ComputeConfig.MaxCapacityUnits is " + units
                        + "; allowed are 1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        create("bank", 1, 4);

        assertThatThrownBy(() -> create("BANK", 1, 4)).isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> create("other", 8, 4))
                .hasMessageContaining("the least must not be more than the most");
        assertThatThrownBy(() -> create("a/b", 1, 4)).hasMessageContaining("printable ASCII characters other than");
        assertThatThrownBy(() -> rig.dms.deleteEndpoint(delete -> delete.endpointArn(rig.source)))
                .isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> rig.dms.describeReplicationTableStatistics(
                        ask -> ask.replicationConfigArn("arn:aws:dms:us-east-1:000000000000:replication-config:NONE")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void knowsWhichStepsFollowEachOther() {
        assertThat(Arrays.stream(ServerlessStatus.values())
                        .filter(ServerlessStatus::isPreparing)
                        .map(ServerlessStatus::word))
                .containsExactly(
                        "initializing",
                        "preparing_metadata_resources",
                        "testing_connection",
                        "fetching_metadata",
                        "calculating_capacity",
                        "provisioning_capacity",
                        "replication_starting");
        assertThat(Arrays.stream(ServerlessStatus.values())
                        .filter(ServerlessStatus::isPreparing)
                        .filter(step -> step != ServerlessStatus.REPLICATION_STARTING))
                .allMatch(step -> step.canBecome(step.following()) && step.canBecome(ServerlessStatus.FAILED));
    }

    private ReplicationConfig create(String name, @Nullable Integer least, int most) {
        return rig.dms
                .createReplicationConfig(create -> create.replicationConfigIdentifier(name)
                        .sourceEndpointArn(rig.source)
                        .targetEndpointArn(rig.target)
                        .replicationType("full-load-and-cdc")
                        .tableMappings(Rig.MAPPINGS)
                        .computeConfig(
                                compute -> compute.minCapacityUnits(least).maxCapacityUnits(most))
                        .tags(Tag.builder().key("team").value("core").build()))
                .replicationConfig();
    }

    private Replication replication(String arn) {
        return rig.dms
                .describeReplications(list -> list.filters(Rig.byArn("replication-config-arn", arn)))
                .replications()
                .get(0);
    }

    private ReplicationConfig config(String name) {
        return rig.dms
                .describeReplicationConfigs(list -> list.filters(Rig.byArn("replication-config-id", name)))
                .replicationConfigs()
                .get(0);
    }

    private void awaitStatus(String arn, String status) {
        rig.until("replication " + status, () -> Optional.of(replication(arn).status())
                .filter(status::equals));
    }

    private void start(String arn, String type) {
        rig.dms.startReplication(start -> start.replicationConfigArn(arn).startReplicationType(type));
    }

    private void stop(String arn) {
        rig.dms.stopReplication(stop -> stop.replicationConfigArn(arn));
    }

    private void modify(String arn) {
        rig.dms.modifyReplicationConfig(
                modify -> modify.replicationConfigArn(arn).tableMappings(Rig.MAPPINGS));
    }

    private void delete(String arn) {
        rig.dms.deleteReplicationConfig(delete -> delete.replicationConfigArn(arn));
    }

    private static void refusesAsInvalidState(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining(message);
    }
}
