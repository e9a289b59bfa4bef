package io.dmskit.task;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * A service that gives prepared answers, for moments that a true one shows too rarely. Each operation gives its answers in order
 * and its last one for ever; an operation without answers gives {@code {}}.
 */
public final class ScriptedService implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public ScriptedService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Adds an answer to an operation. */
    public ScriptedService on(String operation, String json) {
        return add(operation, new Answer(200, json));
    }

    /** Adds a fault to an operation. */
    public ScriptedService faultOn(String operation, String fault) {
        return add(operation, new Answer(400, "{\"__type\": \"" + fault + "\", \"message\": \"" + fault + "\"}"));
    }

    public DatabaseMigrationClient client() {
        return DatabaseMigrationClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** Returns the bodies that an operation was called with. */
    public List<String> bodies(String operation) {
        return calls.stream()
                .filter(call -> call.operation().equals(operation))
                .map(Call::body)
                .toList();
    }

    /** Returns the operations that were called and change something, in order. */
    public List<String> changes() {
        return calls.stream()
                .map(Call::operation)
                .filter(operation -> !operation.startsWith("Describe") && !operation.startsWith("List"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized ScriptedService add(String operation, Answer answer) {
        answers.computeIfAbsent(operation, name -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private synchronized Answer next(String operation) {
        Deque<Answer> script = answers.getOrDefault(operation, new ArrayDeque<>(List.of(new Answer(200, "{}"))));
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.lastIndexOf('.') + 1);
            calls.add(
                    new Call(operation, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer answer = next(operation);
            byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, String json) {}

    private record Call(String operation, String body) {}
}
