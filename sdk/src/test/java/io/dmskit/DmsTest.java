package io.dmskit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.apply.ApplyException;
import io.dmskit.apply.ApplyStep;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.FakeTime;
import io.dmskit.task.Poller;
import io.dmskit.task.ScriptedService;
import io.dmskit.task.WaitInterruptedException;
import io.dmskit.task.WaitTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ResourceAlreadyExistsException;

class DmsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ScriptedService service = new ScriptedService();
    private final FakeTime fake = new FakeTime();
    private final List<String> steps = new ArrayList<>();
    private DatabaseMigrationClient client;
    private Dms dms;

    @BeforeEach
    void connect() {
        client = service.client();
        dms = Dms.over(client, Poller.every(Duration.ofSeconds(5)).in(fake.time()));
    }

    @AfterEach
    void close() {
        dms.close();
        client.close();
        service.close();
    }

    @Test
    void aFailingConnectionNamesTheEndpointAndLeavesNothing() {
        instance("available");
        endpoints();
        connections("failed", "password authentication failed");

        assertThatThrownBy(() -> dms.apply(migration("bank-core"), MINUTE, step -> steps.add(step.describe())))
                .isInstanceOfSatisfying(
                        ApplyException.class, e -> assertThat(e.identifier()).isEqualTo("bank-core-source"))
                .hasMessage("endpoint bank-core-source cannot be connected to: password authentication failed")
                .hasNoSuppressedExceptions();
        assertThat(service.changes())
                .containsExactly(
                        "CreateReplicationInstance",
                        "CreateEndpoint",
                        "CreateEndpoint",
                        "TestConnection",
                        "TestConnection",
                        "DeleteEndpoint",
                        "DeleteEndpoint",
                        "DeleteReplicationInstance");
        assertThat(steps)
                .containsExactly(
                        "creating replication instance bank-core",
                        "creating endpoint bank-core-source",
                        "creating endpoint bank-core-target",
                        "waiting for replication instance bank-core",
                        "testing the connection of endpoint bank-core-source",
                        "testing the connection of endpoint bank-core-target",
                        "deleting endpoint bank-core-target",
                        "deleting endpoint bank-core-source",
                        "deleting replication instance bank-core");
    }

    @Test
    void givesCredentialsOnlyAsReferencesToSecrets() {
        service.faultOn("DescribeReplicationInstances", "ResourceNotFoundFault")
                .faultOn("DescribeEndpoints", "ResourceNotFoundFault");
        endpointCreated();

        assertThatThrownBy(() -> dms.apply(migration("bank-core"), MINUTE)).isInstanceOf(WaitTimeoutException.class);

        assertThat(service.bodies("CreateEndpoint"))
                .satisfiesExactly(
                        source -> assertThat(source)
                                .contains(
                                        "\"OracleSettings\":{\"DatabaseName\":\"BANKPROD\"",
                                        "\"SecretsManagerSecretId\":\"bank/legacy\""),
                        target -> assertThat(target)
                                .contains(
                                        "\"PostgreSQLSettings\":{\"DatabaseName\":\"modernbank\"",
                                        "\"SecretsManagerSecretId\":\"bank/modern\"",
                                        "\"SecretsManagerAccessRoleArn\":\"arn:aws:iam::000000000000:role/dms\""));
        assertThat(service.bodies("CreateEndpoint")).noneMatch(body -> body.contains("Password"));
    }

    @Test
    void refusesLessStorageBeforeAnythingIsChanged() {
        service.on(
                "DescribeReplicationInstances",
                instanceOf("dms.t3.micro", "available").replace("100", "200"));

        assertThatThrownBy(() -> dms.apply(migration("bank-core"), MINUTE))
                .isInstanceOf(ApplyException.class)
                .hasMessage(
                        "replication instance bank-core has 200 GiB of storage, which can only grow, and not 100: give"
                                + " storage-gib 200 or delete the migration first");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void anInterruptLeavesNothingAndKeepsTheFlag() {
        service.faultOn("DescribeReplicationInstances", "ResourceNotFoundFault")
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "creating"))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "available"))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "available"))
                .faultOn("DescribeReplicationInstances", "ResourceNotFoundFault");
        endpoints();

        assertThatThrownBy(() -> dms.apply(migration("bank-core"), MINUTE, this::interruptWhenWaiting))
                .isInstanceOf(WaitInterruptedException.class)
                .hasNoSuppressedExceptions();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(service.changes())
                .endsWith("DeleteEndpoint", "DeleteEndpoint", "DeleteReplicationInstance")
                .doesNotContain("TestConnection");
    }

    @Test
    void aRefusedCreationIsNotDeletedSinceItIsSomebodyElses() {
        service.faultOn("DescribeReplicationInstances", "ResourceNotFoundFault")
                .faultOn("DescribeEndpoints", "ResourceNotFoundFault")
                .faultOn("CreateEndpoint", "ResourceAlreadyExistsFault");
        service.on(
                "CreateReplicationInstance",
                "{\"ReplicationInstance\": {\"ReplicationInstanceIdentifier\": \"bank-core\"}}");

        assertThatThrownBy(() -> dms.apply(migration("bank-core"), MINUTE, step -> steps.add(step.describe())))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThat(steps)
                .containsExactly(
                        "creating replication instance bank-core",
                        "creating endpoint bank-core-source",
                        "deleting replication instance bank-core");
    }

    @Test
    void refusesANameThatDmsWouldNotTake() {
        assertThatThrownBy(() -> dms.apply(migration("bank--core"), MINUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("migration name is \"bank--core\": it must have 1 to 63 letters");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void deletesWhatIsThereAndPassesOverWhatIsNot() {
        service.faultOn("DescribeReplicationTasks", "ResourceNotFoundFault")
                .faultOn("DescribeEndpoints", "ResourceNotFoundFault")
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "available"))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "available"))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "available"))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", "deleting"))
                .faultOn("DescribeReplicationInstances", "ResourceNotFoundFault");

        dms.delete(migration("bank-core"), MINUTE);

        assertThat(service.changes()).containsExactly("DeleteReplicationInstance");
        assertThat(fake.pauses()).hasSize(1);
    }

    private void interruptWhenWaiting(ApplyStep step) {
        if (step.action() == ApplyStep.Action.AWAIT) {
            fake.interruptNextPause();
        }
    }

    private void instance(String status) {
        service.faultOn("DescribeReplicationInstances", "ResourceNotFoundFault")
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", status))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", status))
                .on("DescribeReplicationInstances", instanceOf("dms.r6i.large", status))
                .faultOn("DescribeReplicationInstances", "ResourceNotFoundFault");
    }

    /** Absent before the creation of both, found once by each deletion, then gone. */
    private void endpoints() {
        String found = "{\"Endpoints\": [" + endpoint() + "]}";
        service.faultOn("DescribeEndpoints", "ResourceNotFoundFault")
                .on("DescribeEndpoints", found)
                .faultOn("DescribeEndpoints", "ResourceNotFoundFault")
                .on("DescribeEndpoints", found)
                .faultOn("DescribeEndpoints", "ResourceNotFoundFault");
        endpointCreated();
    }

    private void endpointCreated() {
        service.on(
                "CreateReplicationInstance",
                "{\"ReplicationInstance\": {\"ReplicationInstanceIdentifier\": \"bank-core\"}}");
        service.on("CreateEndpoint", "{\"Endpoint\": " + endpoint() + "}");
    }

    private void connections(String status, String message) {
        service.on("DescribeConnections", "{\"Connections\": [{\"Status\": \"testing\"}]}")
                .on(
                        "DescribeConnections",
                        "{\"Connections\": [{\"Status\": \"" + status + "\", \"LastFailureMessage\": \"" + message
                                + "\"}]}");
    }

    private static String endpoint() {
        return "{\"EndpointArn\": \"arn:aws:dms:eu-central-1:000000000000:endpoint:ABC\", \"Status\": \"active\"}";
    }

    private static String instanceOf(String instanceClass, String status) {
        return """
                {"ReplicationInstances": [{
                  "ReplicationInstanceIdentifier": "bank-core",
                  "ReplicationInstanceArn": "arn:aws:dms:eu-central-1:000000000000:rep:ABC",
                  "ReplicationInstanceClass": "%s", "AllocatedStorage": 100, "MultiAZ": true,
                  "ReplicationInstanceStatus": "%s"}]}
                """.formatted(instanceClass, status);
    }

    private static Migration migration(String name) {
        return new Migration(
                name,
                MigrationType.FULL_LOAD_AND_CDC,
                new EndpointDefinition(Engine.ORACLE, "BANKPROD", "bank/legacy", Optional.empty()),
                new EndpointDefinition(
                        Engine.POSTGRES,
                        "modernbank",
                        "bank/modern",
                        Optional.of("arn:aws:iam::000000000000:role/dms")),
                new TableMappings(List.of()),
                TaskSettings.DEFAULTS,
                new Capacity.Provisioned("dms.r6i.large", 100, true),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }
}
