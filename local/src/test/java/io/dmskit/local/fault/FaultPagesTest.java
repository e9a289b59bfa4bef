package io.dmskit.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import io.dmskit.local.fault.InjectedFault.RequestBucket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ResourceQuotaExceededException;
import software.amazon.awssdk.services.databasemigration.model.StorageQuotaExceededException;

/** The admin API over HTTP, as curl speaks with it. */
class FaultPagesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final DmskitLocal local = DmskitLocal.start();

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void injectsListsAndClears() throws Exception {
        HttpResponse<String> injected = send("POST", "", "{\"type\":\"request-bucket\"}");

        assertThat(injected.statusCode()).isEqualTo(201);
        assertThat(injected.body()).isEqualTo("{\"id\":\"fault-1\"}");
        assertThat(local.faults().inForce()).containsEntry("fault-1", RequestBucket.OF_AWS);
        assertThat(send("GET", "", "").body())
                .isEqualTo("{\"faults\":[{\"id\":\"fault-1\",\"type\":\"request-bucket\",\"capacity\":200,"
                        + "\"per-second\":8.0}]}");
        assertThat(send("DELETE", "/fault-1", "").body()).isEqualTo("{\"faults\":[]}");
        assertThat(send("DELETE", "/fault-1", "").statusCode()).isEqualTo(404);
    }

    @Test
    void listsADenial() throws Exception {
        send("POST", "", "{\"type\":\"access-denied\",\"operations\":[\"GetSecretValue\"]}");

        assertThat(send("GET", "", "").body())
                .isEqualTo(
                        "{\"faults\":[{\"id\":\"fault-1\",\"type\":\"access-denied\",\"operations\":[\"GetSecretValue\"]}]}");
    }

    @Test
    void clearsAllAtOnce() throws Exception {
        send("POST", "", "{\"type\":\"request-bucket\"}");
        send("POST", "", "{\"type\":\"throttling\",\"calls\":5,\"operations\":[\"DescribeEndpoints\"]}");

        assertThat(send("DELETE", "", "").body()).isEqualTo("{\"faults\":[]}");
    }

    @Test
    void enforcesAQuotaUntilItIsCleared() throws Exception {
        try (LocalClients clients = LocalClients.of(local.endpoint())) {
            createEndpoint(clients, "first");
            HttpResponse<String> injected =
                    send("POST", "", "{\"type\":\"account-quota\",\"quota\":\"Endpoints\",\"max\":1}");

            assertThat(injected.statusCode()).isEqualTo(201);
            assertThat(send("GET", "", "").body())
                    .isEqualTo("{\"faults\":[{\"id\":\"fault-1\",\"type\":\"account-quota\",\"quota\":\"Endpoints\","
                            + "\"max\":1}]}");
            assertThat(endpointQuota(clients)).isEqualTo("1 of 1");
            assertThatThrownBy(() -> createEndpoint(clients, "second"))
                    .isInstanceOf(ResourceQuotaExceededException.class)
                    .hasMessageContaining("the quota Endpoints is 1 and 1 are used");
            assertThat(clients.dms().describeEndpoints().endpoints()).hasSize(1);

            send("DELETE", "/fault-1", "");
            createEndpoint(clients, "second");
            assertThat(endpointQuota(clients)).isEqualTo("2 of 1000");
        }
    }

    @Test
    void hasAFaultOfItsOwnForTheQuotaOfStorage() throws Exception {
        send("POST", "", "{\"type\":\"account-quota\",\"quota\":\"AllocatedStorage\",\"max\":0}");

        try (LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThatThrownBy(() -> clients.dms()
                            .createReplicationInstance(create -> create.replicationInstanceIdentifier("main")
                                    .replicationInstanceClass("dms.t3.medium")))
                    .isInstanceOf(StorageQuotaExceededException.class);
        }
    }

    @Test
    void countsTheStorageThatIsAskedFor() throws Exception {
        send("POST", "", "{\"type\":\"account-quota\",\"quota\":\"AllocatedStorage\",\"max\":100}");

        try (LocalClients clients = LocalClients.of(local.endpoint())) {
            String arn = createInstance(clients, "main", 60);
            assertThatThrownBy(() -> createInstance(clients, "other", 41))
                    .isInstanceOf(StorageQuotaExceededException.class)
                    .hasMessageContaining(
                            "the quota AllocatedStorage is 100 and 60 are used, so there is no room for 41 more");
            createInstance(clients, "other", 40);
            awaitAvailable(clients);

            assertThatThrownBy(() -> allocate(clients, arn, 61)).isInstanceOf(StorageQuotaExceededException.class);
            allocate(clients, arn, 59);
        }
    }

    private static void awaitAvailable(LocalClients clients) {
        clients.dms()
                .waiter()
                .waitUntilReplicationInstanceAvailable(
                        list -> {}, waiter -> waiter.backoffStrategyV2(attempt -> Duration.ofMillis(20)));
    }

    private static String createInstance(LocalClients clients, String name, int storage) {
        return clients.dms()
                .createReplicationInstance(create -> create.replicationInstanceIdentifier(name)
                        .replicationInstanceClass("dms.t3.medium")
                        .allocatedStorage(storage))
                .replicationInstance()
                .replicationInstanceArn();
    }

    private static void allocate(LocalClients clients, String arn, int storage) {
        clients.dms().modifyReplicationInstance(modify -> modify.replicationInstanceArn(arn)
                .allocatedStorage(storage));
    }

    private static void createEndpoint(LocalClients clients, String name) {
        clients.dms().createEndpoint(create -> create.endpointIdentifier(name)
                .endpointType(ReplicationEndpointTypeValue.SOURCE)
                .engineName("postgres")
                .serverName("127.0.0.1")
                .port(1)
                .databaseName("db")
                .username("u")
                .password("p"));
    }

    private static String endpointQuota(LocalClients clients) {
        return clients.dms().describeAccountAttributes().accountQuotas().stream()
                .filter(quota -> quota.accountQuotaName().equals("Endpoints"))
                .map(quota -> quota.used() + " of " + quota.max())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"throtling"}                            | type is "throtling"; allowed are access-denied, account-quota, failing-connection, instance-failover, no-answer
            {"type":"throttling","cals":5}                  | throttling has no cals; it has calls, operations, share, type
            {"type":"throttling","calls":0}                 | calls is 0; allowed is a number above 0
            {"type":"throttling","calls":"5"}               | calls is "5"; it must be a whole number
            {"type":"throttling","operations":["Describe"]} | no operation is called "Describe"; there are AddTagsToResource
            {"type":"throttling","share":2}                 | share is 2.0; allowed is a number above 0 and up to 1
            {"type":"no-answer","lost":"mind"}              | lost is "mind"; allowed are request, answer
            {"type":"no-answer"}                            | lost is missing
            {"type":"no-answer","lost":"answer","held-seconds":-1} | held-seconds is -1.0; allowed are 0 to 3600
            {"type":"access-denied"}                        | operations must be given, such as ["GetSecretValue"]
            {"type":"failing-connection","endpoint":"shop"} | message is missing
            {"type":"account-quota","quota":"Tasks","max":1} | no quota is called "Tasks"; there are ReplicationInstances, AllocatedStorage
            {"type":"account-quota","quota":"Endpoints"}    | max is missing
            {"type":"account-quota","quota":"Endpoints","max":-1} | max is -1; allowed is a number from 0
            {"calls":5}                                     | type is missing
            [1]                                             | not a JSON object such as
            {"type"                                         | not JSON
            """)
    void refusesWhatIsNoFaultAndSaysWhatIsAllowed(String body, String reason) throws Exception {
        HttpResponse<String> answer = send("POST", "", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(reason);
        assertThat(local.faults().inForce()).isEmpty();
    }

    @Test
    void namesThePagesThereAre() throws Exception {
        assertThat(send("PUT", "", "{}").body()).contains("there is no PUT /_dmskit/faults; there are");
    }

    private HttpResponse<String> send(String method, String below, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(local.endpoint().resolve("/_dmskit/faults" + below))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
