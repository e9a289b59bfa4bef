package io.dmskit.local.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves AWS services on one port of the loopback interface. Signatures are not checked: any credentials will do. Thread-safe.
 */
public final class WireServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);

    static {
        // Read once when the JDK's server class is first used; without it every answer waits 40 ms for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer http;
    private final ExecutorService threads;
    private final Map<String, Service> services;
    private final Supplier<String> health;

    private WireServer(HttpServer http, Collection<Service> services, Supplier<String> health) {
        this.http = http;
        this.services = services.stream().collect(Collectors.toMap(Service::target, Function.identity()));
        this.health = health;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "dmskit-local-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts serving.
     *
     * @param port a port of the loopback interface, 0 for any free one
     * @param services what is served
     * @param health gives the JSON of the health page
     * @throws java.net.BindException if the port is taken
     */
    public static WireServer start(int port, Collection<Service> services, Supplier<String> health) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        WireServer server = new WireServer(http, services, health);
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /** Returns where it is served. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
            Reply reply = reply(exchange);
            headers.set("Content-Type", reply.contentType());
            if (reply.encoding() == Encoding.CBOR) {
                headers.set("smithy-protocol", "rpc-v2-cbor");
            }
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET") && (path.equals("/") || path.equals("/_dmskit/health"))) {
            return Reply.page(health.get());
        }
        // A fault before the call is known is written as JSON, which is what nearly every client speaks.
        Encoding encoding = Encoding.JSON;
        try {
            byte[] body = RequestBody.read(exchange);
            Call call = Call.of(
                    path, Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")));
            encoding = call.encoding();
            return Reply.of(service(call).call(call.operation(), encoding.read(body)), encoding);
        } catch (Fault fault) {
            return Reply.of(fault, encoding);
        } catch (RuntimeException | Error e) {
            // The JDK's server would swallow it and drop the connection, and the client would only see that.
            LOG.error("a request to {} failed inside dmskit-local", path, e);
            return Reply.of(
                    new Fault("InternalFailure", "dmskit-local failed on this request; its log says why", 500),
                    encoding);
        }
    }

    private Service service(Call call) {
        return Optional.ofNullable(services.get(call.service()))
                .orElseThrow(() -> new Fault(
                        "UnknownOperationException",
                        "dmskit-local does not serve " + call.service() + " (" + call.operation() + "); it serves "
                                + services.keySet().stream().sorted().collect(Collectors.joining(", ")),
                        404));
    }

    /** Closes the port; requests under way are given up. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("a request was still being carried out when dmskit-local closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
