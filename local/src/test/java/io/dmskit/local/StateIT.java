package io.dmskit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.store.StoreException;
import io.dmskit.task.Poller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Certificate;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** What a dmskit-local that is killed has answered, the next one in the same folder knows. */
class StateIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String AT_ONCE = "0.0001";
    private static final String AS_SLOW_AS_AWS = "aws";
    private static final String MAPPINGS = """
            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
             "object-locator":{"schema-name":"sales","table-name":"%"}}]}""";

    private final Path folder;

    StateIT(@TempDir Path parent) {
        folder = parent.resolve("state");
    }

    @Test
    void knowsEverythingThatWasAnsweredBeforeItWasKilled() {
        Map<String, String> before;
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            makeOneOfEverything(clients);
            awaitRest(clients.dms());
            assessTheTask(clients.dms());
            awaitRest(clients.dms());
            before = everything(clients);
            assertThat(before.values()).noneMatch("[]"::equals);
            local.kill();
        }

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThat(everything(clients)).isEqualTo(before);
        }
    }

    @Test
    void letsWhatWasOnItsWayGoOnToItsEnd() {
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            makeOneOfEverything(clients);
            endpoint(clients, "gone", ReplicationEndpointTypeValue.SOURCE);
            awaitRest(clients.dms());
            local.kill();
        }
        try (LocalProcess local = LocalProcess.start(folder, AS_SLOW_AS_AWS);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            DatabaseMigrationClient dms = clients.dms();
            ReplicationInstance instance = instance(dms, "main");
            dms.createReplicationInstance(
                    create -> create.replicationInstanceIdentifier("second").replicationInstanceClass("dms.t3.medium"));
            dms.createReplicationTask(create -> create.replicationTaskIdentifier("second")
                    .migrationType("cdc")
                    .replicationInstanceArn(instance.replicationInstanceArn())
                    .sourceEndpointArn(endpointArn(dms, "shop"))
                    .targetEndpointArn(endpointArn(dms, "hq"))
                    .tableMappings(MAPPINGS));
            dms.modifyReplicationTask(
                    modify -> modify.replicationTaskArn(task(dms, "move").replicationTaskArn())
                            .replicationTaskIdentifier("moved"));
            dms.modifyReplicationInstance(modify -> modify.replicationInstanceArn(instance.replicationInstanceArn())
                    .allocatedStorage(60));
            dms.deleteEndpoint(delete -> delete.endpointArn(endpointArn(dms, "gone")));
            local.kill();
        }

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            awaitRest(clients.dms());
            assertThat(clients.dms().describeReplicationInstances().replicationInstances())
                    .map(one -> one.replicationInstanceIdentifier() + " " + one.allocatedStorage())
                    .containsExactly("main 60", "second 50");
            assertThat(clients.dms().describeReplicationTasks().replicationTasks())
                    .map(one -> one.replicationTaskIdentifier() + " " + one.status())
                    .containsExactly("moved ready", "second ready");
            assertThat(clients.dms().describeEndpoints().endpoints())
                    .map(Endpoint::endpointIdentifier)
                    .containsExactly("hq", "shop");
        }
    }

    @Test
    void forgetsEverythingWhenItIsStartedFresh() {
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            makeOneOfEverything(clients);
            local.kill();
        }

        try (DmskitLocal local = DmskitLocal.builder().stateIn(folder).fresh().start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThat(local.found()).isEqualTo(new DmskitLocal.Found(0, 0, 0));
            assertThat(everything(clients).values()).allMatch("[]"::equals);
        }
        try (DmskitLocal local = DmskitLocal.builder().stateIn(folder).start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThat(everything(clients).values()).allMatch("[]"::equals);
        }
    }

    @Test
    void refusesASecondProcessInItsFolderAndAnotherRegion() {
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE)) {
            assertThatThrownBy(() -> DmskitLocal.builder().stateIn(folder).start())
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(
                            "the state folder " + folder + " is in use by another dmskit-local (process ");
            assertThat(local.endpoint()).isNotNull();
        }
        assertThatThrownBy(() -> DmskitLocal.builder()
                        .stateIn(folder)
                        .region("eu-central-1")
                        .start())
                .isInstanceOf(StoreException.class)
                .hasMessage("the state in " + folder + " is of region us-east-1 and account 000000000000, not of region"
                        + " eu-central-1 and account 000000000000; take that region and account, or another state"
                        + " folder");
        DmskitLocal.builder().stateIn(folder).start().close();
    }

    @Test
    void keepsItsFolderFromOtherProcessesAfterItRefusedAnotherStartOfItsOwn() {
        try (DmskitLocal local = DmskitLocal.builder().stateIn(folder).start()) {
            Path roundabout = folder.resolve("..").resolve(folder.getFileName());
            assertThatThrownBy(() -> DmskitLocal.builder().stateIn(roundabout).start())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by another dmskit-local (process "
                            + ProcessHandle.current().pid());

            assertThatThrownBy(() -> LocalProcess.start(folder, AT_ONCE))
                    .hasMessageStartingWith("dmskit-local ended before it answered, with exit code ");
            assertThat(local.endpoint()).isNotNull();
        }
        DmskitLocal.builder().stateIn(folder).start().close();
    }

    private static void makeOneOfEverything(LocalClients clients) {
        DatabaseMigrationClient dms = clients.dms();
        SecretsManagerClient secrets = clients.secrets();
        secrets.createSecret(create -> create.name("bank/legacy")
                .secretString("{\"host\":\"127.0.0.1\",\"port\":1,\"username\":\"u\",\"password\":\"first\"}")
                .tags(software.amazon.awssdk.services.secretsmanager.model.Tag.builder()
                        .key("team")
                        .value("core")
                        .build()));
        secrets.putSecretValue(put -> put.secretId("bank/legacy").secretString("{\"password\":\"second\"}"));
        secrets.createSecret(create -> create.name("bytes").secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1})));
        dms.createReplicationSubnetGroup(create -> create.replicationSubnetGroupIdentifier("private")
                .replicationSubnetGroupDescription("no way out")
                .subnetIds("subnet-1", "subnet-2"));
        String instance = dms.createReplicationInstance(create -> create.replicationInstanceIdentifier("main")
                        .replicationInstanceClass("dms.t3.medium")
                        .replicationSubnetGroupIdentifier("private")
                        .tags(Tag.builder().key("team").value("core").build()))
                .replicationInstance()
                .replicationInstanceArn();
        String source = endpoint(clients, "shop", ReplicationEndpointTypeValue.SOURCE);
        String target = endpoint(clients, "hq", ReplicationEndpointTypeValue.TARGET);
        dms.waiter()
                .waitUntilReplicationInstanceAvailable(
                        list -> list.filters(by("replication-instance-arn", instance)),
                        waiter -> waiter.backoffStrategyV2(attempt -> Duration.ofMillis(20)));
        dms.testConnection(test -> test.replicationInstanceArn(instance).endpointArn(source));
        makeTheRareThings(dms, source, target);
        dms.createReplicationTask(create -> create.replicationTaskIdentifier("move")
                .migrationType("full-load-and-cdc")
                .replicationInstanceArn(instance)
                .sourceEndpointArn(source)
                .targetEndpointArn(target)
                .tableMappings(MAPPINGS)
                .replicationTaskSettings("{\"TargetMetadata\":{\"BatchApplyEnabled\":true}}")
                .tags(Tag.builder().key("team").value("core").build()));
    }

    private static void makeTheRareThings(DatabaseMigrationClient dms, String source, String target) {
        Tag team = Tag.builder().key("team").value("core").build();
        dms.importCertificate(ask -> ask.certificateIdentifier("wallet")
                .certificateWallet(SdkBytes.fromByteArray(new byte[] {1, 0, -1}))
                .tags(team));
        dms.createEventSubscription(create -> create.subscriptionName("ops")
                .snsTopicArn("arn:aws:sns:us-east-1:000000000000:ops")
                .sourceType("replication-instance")
                .sourceIds("main")
                .eventCategories("failure", "creation")
                .tags(team));
        dms.createReplicationConfig(create -> create.replicationConfigIdentifier("serverless")
                .replicationType("full-load-and-cdc")
                .sourceEndpointArn(source)
                .targetEndpointArn(target)
                .computeConfig(compute -> compute.minCapacityUnits(2).maxCapacityUnits(16))
                .supplementalSettings("{\"note\":1}")
                .tableMappings(MAPPINGS)
                .tags(team));
    }

    /** Its databases do not answer, so the runs end in errors, which are kept as well as successes. */
    private static void assessTheTask(DatabaseMigrationClient dms) {
        dms.startReplicationTaskAssessmentRun(
                start -> start.replicationTaskArn(task(dms, "move").replicationTaskArn())
                        .assessmentRunName("first")
                        .serviceAccessRoleArn("arn:aws:iam::000000000000:role/assess")
                        .resultLocationBucket("assessments"));
    }

    private static String endpoint(LocalClients clients, String name, ReplicationEndpointTypeValue type) {
        return clients.dms()
                .createEndpoint(create -> create.endpointIdentifier(name)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName("127.0.0.1")
                        .port(1)
                        .databaseName("db")
                        .username("u")
                        .password("hunter2"))
                .endpoint()
                .endpointArn();
    }

    /** Returns what every operation that describes anything answers. */
    private static Map<String, String> everything(LocalClients clients) {
        DatabaseMigrationClient dms = clients.dms();
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put(
                "instances",
                dms.describeReplicationInstances().replicationInstances().toString());
        answers.put(
                "groups",
                dms.describeReplicationSubnetGroups().replicationSubnetGroups().toString());
        answers.put("endpoints", dms.describeEndpoints().endpoints().toString());
        answers.put("connections", dms.describeConnections().connections().toString());
        answers.put("tasks", dms.describeReplicationTasks().replicationTasks().toString());
        answers.put(
                "events",
                dms.describeEvents(list -> list.startTime(Instant.EPOCH))
                        .events()
                        .toString());
        answers.put(
                "certificates",
                dms.describeCertificates(list -> {}).certificates().toString());
        answers.put(
                "subscriptions",
                dms.describeEventSubscriptions(list -> {})
                        .eventSubscriptionsList()
                        .toString());
        answers.put(
                "configs",
                dms.describeReplicationConfigs(list -> {}).replicationConfigs().toString());
        answers.put(
                "replications",
                dms.describeReplications(list -> {}).replications().toString());
        answers.put(
                "assessment runs",
                dms.describeReplicationTaskAssessmentRuns(list -> {})
                        .replicationTaskAssessmentRuns()
                        .toString());
        answers.put(
                "checks",
                dms.describeReplicationTaskIndividualAssessments(list -> {})
                        .replicationTaskIndividualAssessments()
                        .toString());
        answers.put("tags", tags(dms).toString());
        answers.put(
                "secrets",
                clients.secrets().listSecrets().secretList().stream()
                        .map(SecretListEntry::name)
                        .flatMap(name -> Stream.of(
                                clients.secrets()
                                        .describeSecret(describe -> describe.secretId(name))
                                        .toString(),
                                clients.secrets()
                                                .getSecretValue(get -> get.secretId(name))
                                                .secretString() + ""))
                        .toList()
                        .toString());
        return answers;
    }

    private static List<Tag> tags(DatabaseMigrationClient dms) {
        List<String> arns = Stream.of(
                        dms.describeReplicationInstances().replicationInstances().stream()
                                .map(ReplicationInstance::replicationInstanceArn),
                        dms.describeReplicationTasks().replicationTasks().stream()
                                .map(ReplicationTask::replicationTaskArn),
                        dms.describeReplicationConfigs(list -> {}).replicationConfigs().stream()
                                .map(ReplicationConfig::replicationConfigArn),
                        dms.describeCertificates(list -> {}).certificates().stream()
                                .map(Certificate::certificateArn))
                .flatMap(each -> each)
                .toList();
        return arns.isEmpty()
                ? List.of()
                : dms.listTagsForResource(list -> list.resourceArnList(arns)).tagList();
    }

    private static void awaitRest(DatabaseMigrationClient dms) {
        Poller.every(Duration.ofMillis(20))
                .until("nothing on its way", () -> Optional.of(dms).filter(StateIT::isAtRest), LIMIT);
    }

    private static boolean isAtRest(DatabaseMigrationClient dms) {
        return dms.describeReplicationInstances().replicationInstances().stream()
                        .allMatch(
                                instance -> instance.replicationInstanceStatus().equals("available"))
                && dms.describeReplicationTasks().replicationTasks().stream()
                        .allMatch(task -> task.status().equals("ready"))
                && dms.describeEndpoints().endpoints().stream()
                        .allMatch(endpoint -> endpoint.status().equals("active"))
                && dms.describeEventSubscriptions(list -> {}).eventSubscriptionsList().stream()
                        .allMatch(subscription -> subscription.status().equals("active"))
                && dms.describeConnections().connections().stream()
                        .noneMatch(connection -> connection.status().equals("testing"));
    }

    private static ReplicationInstance instance(DatabaseMigrationClient dms, String name) {
        return dms.describeReplicationInstances(list -> list.filters(by("replication-instance-id", name)))
                .replicationInstances()
                .get(0);
    }

    private static ReplicationTask task(DatabaseMigrationClient dms, String name) {
        return dms.describeReplicationTasks(list -> list.filters(by("replication-task-id", name)))
                .replicationTasks()
                .get(0);
    }

    private static String endpointArn(DatabaseMigrationClient dms, String name) {
        return dms.describeEndpoints(list -> list.filters(by("endpoint-id", name)))
                .endpoints()
                .get(0)
                .endpointArn();
    }

    private static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
