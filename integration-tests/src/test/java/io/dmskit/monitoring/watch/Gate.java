package io.dmskit.monitoring.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before dmskit-local on the way from a client, and does what dmskit-local does not: break, fall silent, refuse credentials. */
final class Gate implements AutoCloseable {
    private static final Set<String> OF_CONNECTION =
            Set.of("host", "connection", "content-length", "expect", "upgrade");

    private final URI behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, "world-gate"));
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile Way way = Way.OPEN;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    /** What becomes of requests. */
    enum Way {
        OPEN,
        /** Answered with 500 and 503 in turn. */
        BROKEN,
        /** Taken and not answered. */
        SILENT
    }

    Gate(URI behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void become(Way next) {
        silence.countDown();
        silence = new CountDownLatch(next == Way.SILENT ? 1 : 0);
        way = next;
    }

    boolean silent() {
        return way == Way.SILENT;
    }

    /** Refuses what is signed with this access key from now on. */
    void expire(String accessKey) {
        expired.add(accessKey);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (way == Way.SILENT) {
                silence.await();
            } else if (way == Way.BROKEN) {
                boolean odd = broken.incrementAndGet() % 2 == 1;
                refuse(exchange, odd ? 500 : 503, odd ? "InternalFailure" : "ServiceUnavailable", "try again later");
            } else if (expired.stream().anyMatch(key -> signed.contains("Credential=" + key + "/"))) {
                refuse(exchange, 400, "ExpiredTokenException", "The security token included in the request is expired");
            } else {
                pass(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        byte[] answer = "{\"__type\": \"%s\", \"message\": \"%s\"}"
                .formatted(code, message)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        answer.headers().map().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(name) && !name.equals("transfer-encoding") && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
