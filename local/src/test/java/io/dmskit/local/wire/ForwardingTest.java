package io.dmskit.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import io.dmskit.task.Poller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** One dmskit-local that forwards to another. */
class ForwardingTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final DmskitLocal there = DmskitLocal.start();
    private final DmskitLocal local =
            DmskitLocal.builder().forward(Forwarding.to(there.endpoint())).start();

    @AfterEach
    void close() {
        local.close();
        there.close();
    }

    @Test
    void whatIsCreatedIsThere() {
        try (LocalClients here = LocalClients.of(local.endpoint());
                LocalClients beyond = LocalClients.of(there.endpoint())) {
            here.secrets().createSecret(secret -> secret.name("shop/source").secretString("{}"));
            here.cloudWatch().putMetricData(put -> put.namespace("Shop")
                    .metricData(MetricDatum.builder()
                            .metricName("Orders")
                            .value(1.0)
                            .build()));

            assertThat(beyond.secrets()
                            .getSecretValue(get -> get.secretId("shop/source"))
                            .secretString())
                    .isEqualTo("{}");
            assertThat(beyond.cloudWatch().listMetrics().metrics())
                    .extracting(metric -> metric.metricName())
                    .containsExactly("Orders");
            assertThatThrownBy(() -> here.secrets().getSecretValue(get -> get.secretId("shop/target")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void dmsItselfStaysHere() {
        try (LocalClients here = LocalClients.of(local.endpoint());
                LocalClients beyond = LocalClients.of(there.endpoint())) {
            here.dms().createReplicationInstance(instance -> instance.replicationInstanceIdentifier("main")
                    .replicationInstanceClass("dms.t3.medium"));

            assertThat(here.dms().describeReplicationInstances().replicationInstances())
                    .hasSize(1);
            assertThat(beyond.dms().describeReplicationInstances().replicationInstances())
                    .isEmpty();
        }
    }

    @Test
    void onlyWhatIsNamedIsForwarded() {
        try (DmskitLocal metricsOnly = DmskitLocal.builder()
                        .forward(Forwarding.to(there.endpoint(), EnumSet.of(ForwardedService.CLOUDWATCH)))
                        .start();
                LocalClients here = LocalClients.of(metricsOnly.endpoint());
                LocalClients beyond = LocalClients.of(there.endpoint())) {
            here.secrets().createSecret(secret -> secret.name("shop/source").secretString("{}"));

            assertThat(beyond.secrets().listSecrets().secretList()).isEmpty();
        }
    }

    /** The other one's refusal, with its id: not one of ours. */
    @Test
    void anAnswerComesBackAsItWas() {
        HttpResponse<byte[]> answer = send(
                local.endpoint(),
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("Action=ListTopics&Version=2010-03-31")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("dmskit-local does not serve 2010-03-31 (ListTopics)");
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .hasValueSatisfying(id -> assertThat(text(answer)).contains("<RequestId>" + id + "</RequestId>"));
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/xml");
    }

    @Test
    void aPackedBodyIsPassedOnAsItIs() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"Name\":\"shop/packed\",\"SecretString\":\"{}\"}".getBytes(StandardCharsets.UTF_8));
        }

        HttpResponse<byte[]> answer = send(
                local.endpoint(),
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("Content-Encoding", "gzip")
                        .header("X-Amz-Target", "secretsmanager.CreateSecret")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(200);
        try (LocalClients beyond = LocalClients.of(there.endpoint())) {
            assertThat(beyond.secrets()
                            .getSecretValue(get -> get.secretId("shop/packed"))
                            .secretString())
                    .isEqualTo("{}");
        }
    }

    /** What the signature covers arrives as it was sent. */
    @Test
    void headersArePassedOnAsTheyAre() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DmskitLocal forwarding = DmskitLocal.builder()
                        .forward(Forwarding.to(address(server)))
                        .start()) {
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> readOnce(server));

            HttpResponse<byte[]> answer = send(
                    forwarding.endpoint(),
                    listSecrets()
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0f")
                            .header("X-Amz-Date", "20260101T000000Z"));

            assertThat(request.join().lines().map(String::strip))
                    .contains(
                            "POST / HTTP/1.1",
                            "Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0f",
                            "X-amz-date: 20260101T000000Z",
                            "X-amz-target: secretsmanager.ListSecrets");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().allValues("X-Of-The-Other")).containsExactly("one", "two");
            assertThat(text(answer)).isEqualTo("done");
        }
    }

    private static String readOnce(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] request = new byte[10_000];
            int length = socket.getInputStream().read(request);
            socket.getOutputStream()
                    .write(("HTTP/1.1 202 Accepted\r\nX-Of-The-Other: one\r\nX-Of-The-Other: two\r\n"
                                    + "Content-Length: 4\r\n\r\ndone")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(request, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nobodyThereIsAFaultThatSaysSo() {
        there.close();

        HttpResponse<byte[]> answer = send(local.endpoint(), listSecrets());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer))
                .contains("\"__type\":\"ServiceUnavailable\"")
                .contains("dmskit-local forwards Secrets Manager to " + there.endpoint() + ", which gave no answer")
                .contains("start what is to answer there");
    }

    @Test
    void aConnectionTestSaysThatSecretsCannotBeHad() {
        try (LocalClients here = LocalClients.of(local.endpoint())) {
            String instance = here.dms()
                    .createReplicationInstance(create ->
                            create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                    .replicationInstance()
                    .replicationInstanceArn();
            String endpoint = here.dms()
                    .createEndpoint(create -> create.endpointIdentifier("shop")
                            .endpointType(ReplicationEndpointTypeValue.SOURCE)
                            .engineName("postgres")
                            .databaseName("shop")
                            .postgreSQLSettings(settings -> settings.secretsManagerSecretId("shop/source")
                                    .secretsManagerAccessRoleArn("arn:aws:iam::000000000000:role/dms")))
                    .endpoint()
                    .endpointArn();
            await("an instance", () -> here.dms().describeReplicationInstances().replicationInstances().stream()
                    .filter(one -> one.replicationInstanceStatus().equals("available"))
                    .findFirst());
            there.close();

            here.dms().testConnection(test -> test.replicationInstanceArn(instance)
                    .endpointArn(endpoint));

            Connection failed = await("the test", () -> here.dms().describeConnections().connections().stream()
                    .filter(connection -> !connection.status().equals("testing"))
                    .findFirst());
            assertThat(failed.status()).isEqualTo("failed");
            assertThat(failed.lastFailureMessage())
                    .contains("endpoint shop takes its credentials from secret shop/source, but Secrets Manager at "
                            + there.endpoint() + " gave no answer");
        }
    }

    private static <T> T await(String what, Supplier<Optional<T>> goal) {
        return Poller.every(Duration.ofMillis(50)).until(what, goal, Duration.ofMinutes(1));
    }

    /** It accepts the connection and then says nothing. */
    @Test
    void whoSaysNothingIsNotWaitedForForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DmskitLocal forwarding = DmskitLocal.builder()
                        .forward(Forwarding.to(address(silent)).within(Duration.ofMillis(200)))
                        .start()) {
            HttpResponse<byte[]> answer = send(forwarding.endpoint(), listSecrets());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(text(answer)).contains("gave no answer within 0.2 s");
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DmskitLocal forwarding = DmskitLocal.builder()
                        .forward(Forwarding.to(address(server)))
                        .start()) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answerWithoutEnd(server));

            HttpResponse<byte[]> answer = send(forwarding.endpoint(), listSecrets());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(text(answer)).contains("its answer is larger than 33554432 bytes");
            answering.join();
        }
    }

    private static void answerWithoutEnd(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] much = new byte[1 << 20];
            socket.getInputStream().read(much);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                socket.getOutputStream().write(much);
            }
        } catch (IOException refused) {
            // The other end has had enough.
        }
    }

    /** An instance goes on being measured. */
    @Test
    void lostMetricsAreCountedInTheHealth() throws Exception {
        try (DmskitLocal measuring = DmskitLocal.builder()
                        .metricPeriod(Duration.ofMillis(100))
                        .forward(Forwarding.to(there.endpoint()))
                        .start();
                LocalClients here = LocalClients.of(measuring.endpoint())) {
            assertThat(health(measuring))
                    .contains("\"forwardsTo\":\"" + there.endpoint() + "\"")
                    .contains("\"lostMetrics\":0");
            there.close();

            here.dms().createReplicationInstance(instance -> instance.replicationInstanceIdentifier("main")
                    .replicationInstanceClass("dms.t3.medium"));

            await("a lost metric", () -> Optional.of(health(measuring))
                    .filter(health -> !health.contains("\"lostMetrics\":0")));
        }
    }

    @Test
    void forwardingToItselfIsRefused() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        DmskitLocal.Builder builder =
                DmskitLocal.builder().port(port).forward(Forwarding.to(URI.create("http://localhost:" + port)));

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("that is dmskit-local itself; give one of the two another port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4566",
                "ftp://localhost:4566",
                "http:///path",
                "http://localhost:4566/path",
                "http://localhost:4566?a=b",
                "http://user@localhost:4566"
            })
    void onlyTheAddressOfAServerIsTaken(String text) {
        URI uri = URI.create(text);

        assertThatThrownBy(() -> Forwarding.to(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requests cannot be forwarded to " + text
                        + "; allowed is the address of an HTTP server alone, such as http://127.0.0.1:4566");
    }

    @Test
    void aMistypedServiceIsToldTheNearest() {
        assertThatThrownBy(() -> ForwardedService.of("cloudwtch"))
                .hasMessage("\"cloudwtch\" is no service that can be forwarded, did you mean \"cloudwatch\"?");
        assertThatThrownBy(() -> Forwarding.to(there.endpoint(), Set.of()))
                .hasMessageStartingWith("no service is given");
    }

    private static HttpRequest.Builder listSecrets() {
        return HttpRequest.newBuilder()
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "secretsmanager.ListSecrets")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
    }

    private static HttpResponse<byte[]> send(URI endpoint, HttpRequest.Builder request) {
        return HTTP.sendAsync(request.uri(endpoint.resolve("/")).build(), HttpResponse.BodyHandlers.ofByteArray())
                .join();
    }

    private static String health(DmskitLocal local) {
        return text(send(local.endpoint(), HttpRequest.newBuilder().GET()));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }
}
