package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.fault.InjectedFault.FailingConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.Tag;

class ResourcesLifeTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void keepsInstancesUnderLowerCaseNames() {
        ReplicationInstance instance = instance();

        assertThat(instance.replicationInstanceIdentifier()).isEqualTo("main");
        assertThat(instance.replicationInstanceStatus()).isEqualTo("available");
        assertThat(instance.replicationSubnetGroup().replicationSubnetGroupIdentifier())
                .isEqualTo("default");
    }

    @Test
    void modifiesAnInstance() {
        rig.dms.modifyReplicationInstance(
                modify -> modify.replicationInstanceArn(rig.instance).replicationInstanceClass("dms.r6i.large"));
        assertThat(instance().replicationInstanceStatus()).isEqualTo("modifying");

        rig.time.pass();
        assertThat(instance().replicationInstanceStatus()).isEqualTo("available");
        assertThat(instance().replicationInstanceClass()).isEqualTo("dms.r6i.large");
    }

    @Test
    void deletesInstancesAndEndpointsOnlyWithoutTasks() {
        rig.task("bank", "cdc");

        assertThatThrownBy(
                        () -> rig.dms.deleteReplicationInstance(delete -> delete.replicationInstanceArn(rig.instance)))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("has replication tasks; delete them first");
        assertThatThrownBy(() -> rig.dms.deleteEndpoint(delete -> delete.endpointArn(rig.source)))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("is used by a replication task");
    }

    @Test
    void forgetsADeletedEndpoint() {
        rig.dms.deleteEndpoint(delete -> delete.endpointArn(rig.source));
        assertThat(endpoint(rig.source).status()).isEqualTo("deleting");

        rig.time.pass();
        rig.dms
                .waiter()
                .waitUntilEndpointDeleted(endpoints -> endpoints.filters(Rig.byArn("endpoint-arn", rig.source)));
        assertThatThrownBy(() -> endpoint(rig.source)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void neverShowsAPassword() {
        String arn = rig.dms
                .createEndpoint(create -> create.endpointIdentifier("plain")
                        .endpointType("source")
                        .engineName("postgres")
                        .username("u")
                        .password("hunter2")
                        .postgreSQLSettings(
                                settings -> settings.password("hunter2").captureDdls(true)))
                .endpoint()
                .endpointArn();

        Endpoint shown = endpoint(arn);

        assertThat(shown.postgreSQLSettings().password()).isNull();
        assertThat(shown.postgreSQLSettings().captureDdls()).isTrue();
        assertThat(shown.username()).isEqualTo("u");
    }

    @Test
    void mergesTheSettingsOfAModifiedEndpoint() {
        rig.dms.modifyEndpoint(modify ->
                modify.endpointArn(rig.source).postgreSQLSettings(settings -> settings.heartbeatEnable(true)));

        assertThat(endpoint(rig.source).postgreSQLSettings().secretsManagerSecretId())
                .isEqualTo("none/such");
        assertThat(endpoint(rig.source).postgreSQLSettings().heartbeatEnable()).isTrue();
    }

    @Test
    void saysWhyAConnectionTestFailed() {
        rig.dms.testConnection(test -> test.replicationInstanceArn(rig.instance).endpointArn(rig.source));

        Connection connection = tested(rig.source);

        assertThat(connection.status()).isEqualTo("failed");
        assertThat(connection.lastFailureMessage())
                .isEqualTo(
                        "Test Endpoint failed: endpoint source takes its credentials from secret none/such, but Secrets"
                                + " Manager can't find the specified secret.");
    }

    @Test
    void injectsAFaultIntoAnEndpointInWhateverCaseItIsNamed() {
        rig.local.faults().inject(new FailingConnection("SOURCE", "no route to host"));
        rig.dms.testConnection(test -> test.replicationInstanceArn(rig.instance).endpointArn(rig.source));

        assertThat(tested(rig.source).lastFailureMessage()).isEqualTo("Test Endpoint failed: no route to host");
    }

    @Test
    void doesNotQuoteASecretThatIsNotJson() {
        rig.clients.secrets().createSecret(create -> create.name("none/such").secretString("hunter2"));
        rig.dms.testConnection(test -> test.replicationInstanceArn(rig.instance).endpointArn(rig.source));

        assertThat(tested(rig.source).lastFailureMessage())
                .endsWith("which is not a JSON object with host, port, username and password")
                .doesNotContain("hunter2");
    }

    @Test
    void saysThatTheLocalEngineCannotRunAnEngine() {
        String oracle = rig.dms
                .createEndpoint(create -> create.endpointIdentifier("legacy")
                        .endpointType("source")
                        .engineName("oracle"))
                .endpoint()
                .endpointArn();
        rig.dms.testConnection(test -> test.replicationInstanceArn(rig.instance).endpointArn(oracle));

        assertThat(tested(oracle).lastFailureMessage())
                .contains("endpoint legacy has engine oracle, which the local engine cannot run");
    }

    @Test
    void keepsTags() {
        rig.dms.addTagsToResource(add -> add.resourceArn(rig.source)
                .tags(
                        Tag.builder().key("team").value("core").build(),
                        Tag.builder().key("stage").value("test").build()));
        rig.dms.removeTagsFromResource(remove -> remove.resourceArn(rig.source).tagKeys("stage"));

        assertThat(rig.dms
                        .listTagsForResource(list -> list.resourceArn(rig.source))
                        .tagList())
                .extracting(Tag::key)
                .containsExactly("team");
    }

    @Test
    void keepsSubnetGroupsThatAreInUse() {
        rig.dms.createReplicationSubnetGroup(create -> create.replicationSubnetGroupIdentifier("private")
                .replicationSubnetGroupDescription("d")
                .subnetIds("subnet-1", "subnet-2"));
        rig.dms.createReplicationInstance(create -> create.replicationInstanceIdentifier("other")
                .replicationInstanceClass("dms.t3.medium")
                .replicationSubnetGroupIdentifier("private"));

        assertThatThrownBy(() -> rig.dms.deleteReplicationSubnetGroup(
                        delete -> delete.replicationSubnetGroupIdentifier("private")))
                .isInstanceOf(InvalidResourceStateException.class);
    }

    @Test
    void tellsWhatCanBeOrdered() {
        assertThat(rig.dms.describeOrderableReplicationInstancesPaginator().stream()
                        .flatMap(page -> page.orderableReplicationInstances().stream()))
                .anyMatch(offer -> offer.replicationInstanceClass().equals("dms.r6i.32xlarge"));
        assertThat(rig.dms
                        .describeEndpointTypes(types -> types.filters(Rig.byArn("engine-name", "postgres")))
                        .supportedEndpointTypes())
                .hasSize(2);
        assertThat(rig.dms.describeAccountAttributes().accountQuotas())
                .anyMatch(quota -> quota.accountQuotaName().equals("Endpoints") && quota.used() == 2);
    }

    private ReplicationInstance instance() {
        return rig.dms
                .describeReplicationInstances(list -> list.filters(Rig.byArn("replication-instance-arn", rig.instance)))
                .replicationInstances()
                .get(0);
    }

    private Endpoint endpoint(String arn) {
        return rig.dms
                .describeEndpoints(list -> list.filters(Rig.byArn("endpoint-arn", arn)))
                .endpoints()
                .get(0);
    }

    private Connection tested(String endpointArn) {
        return rig.until(
                "a tested connection", () -> rig
                        .dms
                        .describeConnections(list -> list.filters(Rig.byArn("endpoint-arn", endpointArn)))
                        .connections()
                        .stream()
                        .filter(connection -> !connection.status().equals("testing"))
                        .findFirst());
    }
}
