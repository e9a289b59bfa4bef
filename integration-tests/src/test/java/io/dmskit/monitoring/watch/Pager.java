package io.dmskit.monitoring.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Takes events as PagerDuty does, over real HTTP, and can be busy or gone. Its moments are of the clock it is given. */
final class Pager implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstantSource clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, "world-pager"));
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final int port;
    private @Nullable HttpServer server;
    private volatile boolean busy;

    /** What arrived; of what is resolved only the incident is told. */
    record Event(
            Instant at,
            String incident,
            boolean resolves,
            String change,
            int number,
            String kind,
            String arn,
            String subject,
            String text) {
        boolean opens() {
            return change.equals("opened");
        }
    }

    Pager(InstantSource clock) throws IOException {
        this.clock = clock;
        port = serve(0);
    }

    private int serve(int atPort) throws IOException {
        HttpServer next = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), atPort), 0);
        next.setExecutor(threads);
        next.createContext("/", this::take);
        next.start();
        server = next;
        return next.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody());
            if (busy) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            JsonNode details = event.path("payload").path("custom_details");
            events.add(new Event(
                    clock.instant(),
                    event.path("dedup_key").asText(),
                    event.path("event_action").asText().equals("resolve"),
                    details.path("change").asText(),
                    details.path("number").asInt(),
                    details.path("kind").asText(),
                    details.path("subjectArn").asText(),
                    details.path("subjectName").asText(),
                    details.path("text").asText()));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    String address() {
        return "http://127.0.0.1:" + port + "/v2/enqueue";
    }

    /** Answers 503 from now on. */
    void isBusy() {
        busy = true;
    }

    /** Refuses connections from now on. */
    void isGone() {
        close();
    }

    void isBack() throws IOException {
        busy = false;
        if (server == null) {
            int unused = serve(port);
        }
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
