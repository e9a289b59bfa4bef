package io.dmskit.monitoring.alert;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to one address, which is a secret: only its host is ever named. So is the answer, in which the other side may repeat what it was
 * sent: only its status is named.
 */
final class HttpPost {
    /** What is wrong with the document itself stays wrong; anything else may be mended on the other side. */
    private static final Set<Integer> REJECTED = Set.of(400, 413, 415, 422);

    private final HttpClient client;
    private final URI address;
    private final Duration limit;

    private HttpPost(HttpClient client, URI address, Duration limit) {
        this.client = client;
        this.address = address;
        this.limit = limit;
    }

    /**
     * Checks the address, without naming it.
     *
     * @param what what the address is, for the message
     */
    static HttpPost to(String address, String what, HttpClient client, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "the time limit of " + what + " is " + limit + ": it must be longer than zero");
        }
        return new HttpPost(client, checked(address, what), limit);
    }

    private static URI checked(String address, String what) {
        try {
            URI uri = new URI(address);
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException namesTheAddress) {
            // So it is no cause of what is thrown.
        }
        throw new IllegalArgumentException(what + " needs an address that begins with https:// and a host");
    }

    /** Returns a client that does not follow to where it is sent, since the address and the key are for one host alone. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    Delivery send(String json) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(json))
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            // The limit of the request ends with the head of the answer; this one covers its body too.
            return delivery(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Delivery.Failed(host() + " did not answer within " + limit);
        } catch (ExecutionException e) {
            return new Delivery.Failed(host() + " cannot be reached: " + kind(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Delivery.Failed("interrupted");
        }
    }

    private Delivery delivery(HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return new Delivery.Delivered();
        }
        String reason = host() + " answered " + status;
        return REJECTED.contains(status)
                ? new Delivery.Rejected(reason)
                : new Delivery.Failed(
                        reason, answer.headers().firstValue("Retry-After").flatMap(HttpPost::seconds));
    }

    static Optional<Duration> seconds(String header) {
        return header.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(header))) : Optional.empty();
    }

    private static String kind(@Nullable Throwable cause) {
        return cause == null
                ? IOException.class.getSimpleName()
                : cause.getClass().getSimpleName();
    }

    private String host() {
        return address.getHost();
    }

    @Override
    public String toString() {
        return host();
    }
}
