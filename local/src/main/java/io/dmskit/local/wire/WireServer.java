package io.dmskit.local.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Serves AWS services on one port of the loopback interface, to programs and not to web pages. Signatures are not checked: any
 * credentials will do. Thread-safe.
 */
public final class WireServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);

    static {
        // Read once when the JDK's server class is first used; without it every answer waits 40 ms for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int NO_BODY = -1;
    private static final String PAGES = "/_dmskit/";

    private final HttpServer http;
    private final ExecutorService threads;
    private final Collection<Service> services;
    private final Pages pages;
    private final Disturbance.Source disturbances;
    private final Forwarding forwarding;
    private final CountDownLatch begun = new CountDownLatch(1);

    private WireServer(
            HttpServer http,
            Collection<Service> services,
            Pages pages,
            Disturbance.Source disturbances,
            Forwarding forwarding) {
        this.http = http;
        this.services = services;
        this.pages = pages;
        this.disturbances = disturbances;
        this.forwarding = forwarding;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "dmskit-local-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes the port. Until it {@link #begin begins}, requests wait.
     *
     * @param port a port of the loopback interface, 0 for any free one
     * @param services what is served
     * @param pages what is served beside them
     * @param disturbances which calls are disturbed
     * @param forwarding which services' requests are passed on instead
     * @throws java.net.BindException if the port is taken
     * @throws IllegalArgumentException if requests would be passed on to this port itself
     */
    public static WireServer at(
            int port, Collection<Service> services, Pages pages, Disturbance.Source disturbances, Forwarding forwarding)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        WireServer server = new WireServer(http, services, pages, disturbances, forwarding);
        try {
            forwarding.requireElsewhere(server.endpoint());
        } catch (IllegalArgumentException e) {
            http.stop(0);
            throw e;
        }
        http.setExecutor(server.threads);
        http.createContext("/", server::answerOnceBegun);
        http.start();
        return server;
    }

    /** Answers requests from now on. */
    public void begin() {
        begun.countDown();
    }

    /** Returns where it is served. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void answerOnceBegun(HttpExchange exchange) throws IOException {
        try {
            begun.await();
            answer(exchange);
        } catch (InterruptedException e) {
            exchange.close(); // it ends before it has begun
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String requestId = UUID.randomUUID().toString();
            Optional<Reply> answer = isPage(exchange) ? Optional.of(page(exchange)) : reply(exchange, requestId);
            if (answer.isEmpty()) {
                return; // the connection closes without a word
            }
            send(exchange, answer.get(), requestId);
        }
    }

    private static void send(HttpExchange exchange, Reply reply, String requestId) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("x-amzn-RequestId", requestId);
        reply.headers().forEach(headers::put);
        boolean isEmpty = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), isEmpty ? NO_BODY : reply.body().length);
        if (!isEmpty) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    private static boolean isPage(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.startsWith(PAGES)
                || (path.equals("/") && exchange.getRequestMethod().equals("GET"));
    }

    private Reply page(HttpExchange exchange) throws IOException {
        try {
            Guard.check(exchange.getRequestHeaders());
            Pages.Page page = pages.answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    RequestBody.of(exchange).content());
            return Reply.json(page.status(), page.json());
        } catch (Fault fault) {
            return Reply.json(fault);
        } catch (RuntimeException | Error e) {
            return Reply.json(failure(exchange, e));
        }
    }

    private Optional<Reply> reply(HttpExchange exchange, String requestId) throws IOException {
        Protocol protocol = Protocol.of(exchange);
        try {
            Guard.check(exchange.getRequestHeaders());
            RequestBody body = RequestBody.of(exchange);
            Call call = protocol.call(exchange, body.content());
            Supplier<Reply> work = () -> carryOut(protocol, call, exchange, body, requestId);
            Optional<Disturbance> disturbance = disturbances.of(call.service(), call.operation());
            if (disturbance.isPresent() && disturbance.get() instanceof Disturbance.Silence silence) {
                keepSilent(silence, call, work);
                return Optional.empty();
            }
            if (disturbance.isPresent() && disturbance.get() instanceof Disturbance.Refusal refusal) {
                throw refusal.fault();
            }
            return Optional.of(work.get());
        } catch (Fault fault) {
            return Optional.of(protocol.refusal(fault, requestId));
        } catch (RuntimeException | Error e) {
            return Optional.of(protocol.refusal(failure(exchange, e), requestId));
        }
    }

    private Reply carryOut(Protocol protocol, Call call, HttpExchange exchange, RequestBody body, String requestId) {
        Optional<ForwardedService> forwarded = forwarding.service(call);
        if (forwarded.isPresent()) {
            return forwarding.pass(forwarded.get(), exchange, body.sent());
        }
        Service service = service(call);
        SdkPojo answer = service.call(call.operation(), call.request());
        return protocol.answer(service, call.operation(), answer, requestId);
    }

    private static void keepSilent(Disturbance.Silence silence, Call call, Supplier<Reply> work) {
        if (silence.lost() == Disturbance.Lost.ANSWER) {
            carryOutUnheard(call, work);
        }
        try {
            boolean early = silence.released().await(silence.held().toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("{} gets no answer, as was asked for{}", call.operation(), early ? ", and that at once" : "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carryOutUnheard(Call call, Supplier<Reply> work) {
        try {
            Reply unheard = work.get();
            LOG.debug("{} was answered with status {}, and the answer gets lost", call.operation(), unheard.status());
        } catch (Fault fault) {
            LOG.debug("{} was refused, and the refusal gets lost: {}", call.operation(), fault.text());
        }
    }

    /** The JDK's server would swallow it and drop the connection, and the client would only see that. */
    private static Fault failure(HttpExchange exchange, Throwable e) {
        LOG.error(
                "a request to {} failed inside dmskit-local",
                exchange.getRequestURI().getPath(),
                e);
        return new Fault("InternalFailure", "dmskit-local failed on this request; its log says why", 500);
    }

    private Service service(Call call) {
        return services.stream()
                .filter(service -> service.isCalled(call.service()))
                .findFirst()
                .orElseThrow(() -> new Fault(
                        "UnknownOperationException",
                        "dmskit-local does not serve " + call.service() + " (" + call.operation() + "); it serves "
                                + services.stream()
                                        .map(Service::target)
                                        .sorted()
                                        .collect(Collectors.joining(", ")),
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
