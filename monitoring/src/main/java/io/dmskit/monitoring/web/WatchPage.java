package io.dmskit.monitoring.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dmskit.document.JsonText;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.RoundDocument;
import io.dmskit.monitoring.web.PageEvent.Kind;
import io.dmskit.task.Poller;
import io.dmskit.task.WaitInterruptedException;
import io.dmskit.task.WaitTimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A page that shows {@link Round}s as they come, served to browsers on this machine.
 *
 * <pre>{@code
 * try (WatchPage page = WatchPage.serve("orders", 0);
 *         FleetWatch watch = FleetWatch.over(poller).listener(page).start()) {
 *     System.out.println(page.address());
 *     ...
 * }
 * }</pre>
 *
 * <p>It is for reading only, on the loopback interface only, and needs nothing from elsewhere. It never holds up whoever shows it
 * rounds: a browser that does not read is cut off, and takes up the thread when it comes again. Thread-safe.
 */
public final class WatchPage implements Consumer<Round>, AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration TO_SAY_GOODBYE = Duration.ofSeconds(2);
    private static final Duration LOOKED_AT = Duration.ofMinutes(2);
    /** How long a browser waits before it looks for a server that is gone. */
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(UTF_8);

    private static final String REPLICATIONS = "/replications/";
    private static final Map<String, Answer> FILES = Map.of(
            "/", Answer.file("index.html", "text/html; charset=utf-8"),
            "/style.css", Answer.file("style.css", "text/css; charset=utf-8"),
            "/app.js", Answer.file("app.js", "text/javascript; charset=utf-8"),
            "/chart.js", Answer.file("chart.js", "text/javascript; charset=utf-8"),
            "/words.js", Answer.file("words.js", "text/javascript; charset=utf-8"),
            "/icon.svg", Answer.file("icon.svg", "image/svg+xml"));

    static {
        // Read once when the JDK's server class is first used; without it every answer waits 40 ms for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final Feed feed;
    private final Map<String, Instant> lookedAt = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("dmskit-page"));
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(daemons("dmskit-beat"));

    private WatchPage(HttpServer http, Feed feed) {
        this.http = http;
        this.feed = feed;
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread created = new Thread(work, name);
            created.setDaemon(true);
            return created;
        };
    }

    /**
     * Serves a page.
     *
     * @param title what is watched, for people
     * @param port a port of the loopback interface; 0 is any free one
     * @throws java.net.BindException if the port is taken
     */
    public static WatchPage serve(String title, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        WatchPage page = new WatchPage(http, new Feed(title));
        http.setExecutor(page.threads);
        http.createContext("/", page::handle);
        http.start();
        var unused = page.heart.scheduleAtFixedRate(
                page.feed::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return page;
    }

    /** Returns where it is served. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    /** Shows a round, and what has happened since the one before. */
    @Override
    public void accept(Round round) {
        feed.show(round);
    }

    /**
     * Lists something that has happened.
     *
     * @param subject what it is about, such as the name of a migration; empty if that is everything
     * @param line what has happened, such as {@code cutover: stopping the writers}
     */
    public void tell(String subject, String line) {
        feed.tell(new PageEvent(Instant.now(), Kind.SAID, Optional.empty(), subject, line));
    }

    /** Shows how it ended, to whoever has the page open and comes before it is closed. */
    public void end(Ending how) {
        feed.end(how);
    }

    /** Returns the ARNs of replications that somebody has looked at closely within the last two minutes. */
    public Set<String> lookedAt() {
        Instant since = Instant.now().minus(LOOKED_AT);
        lookedAt.values().removeIf(at -> at.isBefore(since));
        return Set.copyOf(lookedAt.keySet());
    }

    /** Returns how many browsers have the page open at present. */
    public int followers() {
        return feed.followers();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            headers(exchange.getResponseHeaders());
            Optional<Answer> refusal = Guard.refusal(exchange);
            if (refusal.isPresent()) {
                write(exchange, refusal.get());
            } else if (exchange.getRequestURI().getPath().equals("/events")) {
                stream(exchange);
            } else {
                write(exchange, answer(exchange.getRequestURI()));
            }
        }
    }

    /** What the browser itself sees to: nothing from elsewhere, no script but the page's own, and nobody frames it. */
    private static void headers(Headers headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private Answer answer(URI asked) {
        String path = asked.getPath();
        Answer file = FILES.get(path);
        if (file != null) {
            return file;
        }
        if (path.equals("/rounds/latest.json")) {
            return feed.latest()
                    .map(round -> Answer.json(RoundDocument.line(round)))
                    .orElseGet(() -> Answer.refusal(404, "there is no round yet"));
        }
        String raw = asked.getRawPath();
        return raw.startsWith(REPLICATIONS) && raw.endsWith(".json")
                ? replication(raw.substring(REPLICATIONS.length(), raw.length() - ".json".length()))
                : Answer.refusal(404, "there is no " + path);
    }

    private Answer replication(String encodedArn) {
        String arn = URLDecoder.decode(encodedArn.replace("+", "%2B"), UTF_8);
        return feed.latest().stream()
                .flatMap(round -> round.replications().stream())
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .map(one -> {
                    lookedAt.put(arn, Instant.now());
                    return Answer.json(JsonText.compact(RoundDocument.replication(one)));
                })
                .orElseGet(() -> Answer.refusal(404, "no replication has the ARN " + arn));
    }

    private void stream(HttpExchange exchange) throws IOException {
        Optional<Follower> follower = isHead(exchange)
                ? Optional.empty()
                : feed.join(Guard.header(exchange.getRequestHeaders(), "Last-Event-ID"));
        if (follower.isEmpty()) {
            write(
                    exchange,
                    isHead(exchange)
                            ? new Answer(200, "text/event-stream", new byte[0])
                            : Answer.refusal(503, "too many have this page open: close one"));
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(RETRY);
            follower.get().follow(exchange.getResponseBody());
        } finally {
            feed.leave(follower.get());
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        if (answer.status() == 405) {
            headers.set("Allow", "GET, HEAD");
        }
        if (isHead(exchange)) {
            headers.set("Content-Length", Integer.toString(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** Ends it, once those who have it open have been sent the last of it, or after two seconds. */
    @Override
    public void close() {
        heart.shutdownNow();
        try {
            Poller.every(Duration.ofMillis(20))
                    .until(
                            "the page to be read to its end",
                            () -> Optional.of(feed).filter(Feed::idle),
                            TO_SAY_GOODBYE);
        } catch (WaitTimeoutException | WaitInterruptedException e) {
            // They know at least that nobody answers any more.
        } finally {
            http.stop(0);
            threads.shutdownNow();
        }
    }
}
