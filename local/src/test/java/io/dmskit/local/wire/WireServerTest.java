package io.dmskit.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.DmskitLocal;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WireServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static DmskitLocal local;

    @BeforeAll
    static void start() {
        local = DmskitLocal.start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void answersItsHealthToABrowser() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(local.endpoint()).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"running\"").contains("\"replicationTasks\":0");
    }

    @Test
    void givesEveryAnswerARequestId() throws Exception {
        HttpResponse<String> answer = post("AmazonDMSv20160101.DescribeAccountAttributes", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
    }

    @Test
    void namesTheOperationItDoesNotCarryOut() throws Exception {
        HttpResponse<String> answer = post("AmazonDMSv20160101.CreateDataProvider", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"__type\":\"UnknownOperationException\"")
                .contains("dmskit-local does not carry out CreateDataProvider of AWS DMS; it carries out AddTags")
                .contains("StartReplicationTask");
    }

    @Test
    void namesTheServiceItDoesNotServe() throws Exception {
        assertThat(post("Kinesis_20131202.PutRecord", "{}").body())
                .contains("dmskit-local does not serve Kinesis_20131202 (PutRecord)");
        assertThat(post("nonsense", "{}").body()).contains("is not of the form Service.Operation");
    }

    @Test
    void refusesARequestWithoutTarget() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(local.endpoint())
                .POST(HttpRequest.BodyPublishers.ofString("Action=GetCallerIdentity"))
                .build();

        HttpResponse<String> answer = HTTP.send(form, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("a request without X-Amz-Target");
    }

    @Test
    void refusesAMalformedBody() throws Exception {
        HttpResponse<String> answer = post("AmazonDMSv20160101.DescribeEndpoints", "{\"Marker\":");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException");
    }

    @Test
    void refusesAHugeBody() throws Exception {
        HttpResponse<String> answer =
                post("AmazonDMSv20160101.DescribeEndpoints", " ".repeat(RequestBody.MAX_BYTES + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("RequestEntityTooLargeException");
    }

    @Test
    void refusesWebPages() throws Exception {
        HttpRequest fromPage = HttpRequest.newBuilder(local.endpoint())
                .header("X-Amz-Target", "AmazonDMSv20160101.DescribeEndpoints")
                .header("Origin", "https://example.com")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> answer = HTTP.send(fromPage, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("it comes from the web page https://example.com");
    }

    @Test
    void refusesAHostThatIsNotThisMachine() throws Exception {
        assertThat(raw("GET /_dmskit/faults HTTP/1.1", "Host: rebound.example.com"))
                .startsWith("HTTP/1.1 403")
                .contains("its Host is \\\"rebound.example.com\\\"");
        assertThat(raw("POST / HTTP/1.1", "Host: rebound.example.com:4566", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /_dmskit/faults HTTP/1.1", "Host: rebound.localhost:4566"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /_dmskit/health HTTP/1.1", "Host: localhost:4566")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET /_dmskit/health HTTP/1.1", "Host: [::1]:4566")).startsWith("HTTP/1.1 200");
    }

    /** Java's own clients do not let a program choose the Host. */
    private static String raw(String... lines) throws IOException {
        try (Socket socket =
                new Socket(local.endpoint().getHost(), local.endpoint().getPort())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        URI endpoint = local.endpoint();
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
