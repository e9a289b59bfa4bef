package io.dmskit.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Passes the requests of some services on to another endpoint, as they came, and its answers back: status, headers and body are its
 * own. Signatures are not made anew. A request has 30 seconds, an answer 32 MB. Thread-safe.
 */
public final class Forwarding {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 32 << 20;

    /** What belongs to one connection and not to the message, and what the client and the server here set themselves. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final @Nullable URI endpoint;
    private final Set<ForwardedService> services;
    private final Duration toAnswer;

    /** Made when the first request is passed on: a client has a thread. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .build();
    }

    private Forwarding(@Nullable URI endpoint, Set<ForwardedService> services, Duration toAnswer) {
        this.endpoint = endpoint;
        this.services = Set.copyOf(services);
        this.toAnswer = toAnswer;
    }

    /** Returns the one that passes nothing on. */
    public static Forwarding none() {
        return new Forwarding(null, EnumSet.noneOf(ForwardedService.class), TO_ANSWER);
    }

    /**
     * Passes the requests of every {@link ForwardedService} on.
     *
     * @param endpoint such as {@code http://127.0.0.1:4566}
     * @throws IllegalArgumentException if that is not the address of an HTTP server
     */
    public static Forwarding to(URI endpoint) {
        return to(endpoint, EnumSet.allOf(ForwardedService.class));
    }

    /**
     * Passes the requests of these services on.
     *
     * @param endpoint such as {@code http://127.0.0.1:4566}
     * @throws IllegalArgumentException if that is not the address of an HTTP server, or no service is given
     */
    public static Forwarding to(URI endpoint, Set<ForwardedService> services) {
        boolean isServer = Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
                && endpoint.getHost() != null
                && endpoint.getUserInfo() == null
                && Set.of("", "/").contains(endpoint.getRawPath())
                && endpoint.getRawQuery() == null;
        if (!isServer) {
            throw new IllegalArgumentException("requests cannot be forwarded to " + endpoint
                    + "; allowed is the address of an HTTP server alone, such as http://127.0.0.1:4566");
        }
        if (services.isEmpty()) {
            throw new IllegalArgumentException("no service is given that is to be forwarded to " + endpoint);
        }
        return new Forwarding(endpoint, services, TO_ANSWER);
    }

    /** Returns the same one that waits this long for an answer. */
    Forwarding within(Duration limit) {
        return new Forwarding(endpoint, services, limit);
    }

    /** Returns where a service is carried out, if not here. */
    public Optional<URI> of(ForwardedService service) {
        return Optional.ofNullable(endpoint).filter(any -> services.contains(service));
    }

    /** Returns where requests are passed on to, if any are. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** Returns the service that a call is for, if its calls are passed on. */
    Optional<ForwardedService> service(Call call) {
        return services.stream()
                .filter(service -> service.isCalled(call.service()))
                .findFirst();
    }

    /**
     * Passes a request on.
     *
     * @param body as it came
     * @return the answer as it came
     * @throws Fault if there is none
     */
    Reply pass(ForwardedService service, HttpExchange exchange, byte[] body) {
        URI there = of(service).orElseThrow();
        CompletableFuture<HttpResponse<byte[]>> answer =
                Http.CLIENT.sendAsync(request(there, exchange, body), any -> new BoundedBody(MAX_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(toAnswer.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    response.statusCode(),
                    response.body(),
                    ofTheMessage(response.headers().map()));
        } catch (TimeoutException e) {
            throw silent(service, there, "gave no answer within " + toAnswer.toMillis() / 1000.0 + " s");
        } catch (ExecutionException e) {
            throw silent(service, there, "gave no answer: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(service, there, "was not waited for, since dmskit-local ends");
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest request(URI there, HttpExchange exchange, byte[] body) {
        URI asked = exchange.getRequestURI();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder(there.resolve(asked.getRawPath() + query))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        ofTheMessage(exchange.getRequestHeaders())
                .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    private static Map<String, List<String>> ofTheMessage(Map<String, List<String>> headers) {
        Map<String, List<String>> passed = new TreeMap<>(headers);
        passed.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
        return passed;
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Fault silent(ForwardedService service, URI there, String what) {
        return new Fault(
                "ServiceUnavailable",
                "dmskit-local forwards " + service.title() + " to " + there + ", which " + what
                        + "; start what is to answer there, or start dmskit-local without forwarding",
                503);
    }

    /**
     * Refuses to pass requests on to where they come from.
     *
     * @throws IllegalArgumentException if this address is it
     */
    void requireElsewhere(URI self) {
        if (endpoint != null && endpoint.getPort() == self.getPort() && Guard.isLoopback(endpoint.getHost())) {
            throw new IllegalArgumentException("requests cannot be forwarded to " + endpoint
                    + ": that is dmskit-local itself; give one of the two another port");
        }
    }
}
