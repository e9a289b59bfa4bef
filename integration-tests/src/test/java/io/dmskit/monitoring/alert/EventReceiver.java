package io.dmskit.monitoring.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes events as PagerDuty does, over real HTTP. */
final class EventReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;
    private volatile boolean holdsNext;
    private volatile int failsEach = Integer.MAX_VALUE;

    /** What matters of an event. */
    record Event(String incident, String action, int number) {}

    EventReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody());
            if (requests.incrementAndGet() % failsEach == 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            events.add(new Event(
                    event.path("dedup_key").asText(),
                    event.path("event_action").asText(),
                    event.path("payload").path("custom_details").path("number").asInt()));
            if (holdsNext) {
                holdsNext = false;
                held.countDown();
                closing.await();
                return;
            }
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the next event and never answers. */
    EventReceiver holdingNext() {
        holdsNext = true;
        return this;
    }

    /** Fails each request of so many. */
    EventReceiver failingEach(int requestsPerFailure) {
        failsEach = requestsPerFailure;
        return this;
    }

    /** Is over when an event was taken and not answered. */
    CountDownLatch held() {
        return held;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2/enqueue";
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
