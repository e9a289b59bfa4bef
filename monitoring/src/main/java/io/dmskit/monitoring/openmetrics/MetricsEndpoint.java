package io.dmskit.monitoring.openmetrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dmskit.monitoring.watch.Round;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Serves the newest round at {@code /metrics}, on this machine only: as OpenMetrics to whoever accepts it, else as the text that Prometheus
 * has always read.
 *
 * <pre>{@code
 * try (MetricsEndpoint metrics = MetricsEndpoint.on(9464, 0);
 *         FleetWatch watch = FleetWatch.over(poller).listener(metrics).start()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>A replication that is gone has no series any more, and what is not known has none: a replication that CloudWatch is silent about has no
 * latency, not a latency of 0. Thread-safe.
 *
 * @see <a href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md">OpenMetrics</a>
 */
public final class MetricsEndpoint implements Consumer<Round>, AutoCloseable {
    private static final String PATH = "/metrics";

    /** A name that was bent to this machine stands in a request's Host; a web page says where it comes from. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final RoundRegistry rounds;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread created = new Thread(work, "dmskit-metrics");
        created.setDaemon(true);
        return created;
    });

    private MetricsEndpoint(HttpServer server, int tablesAtMost) {
        this.server = server;
        this.rounds = new RoundRegistry(registry, tablesAtMost);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Begins to serve.
     *
     * @param port a port of 127.0.0.1; 0 for any free one
     * @param tablesAtMost how many tables a replication may have for each to have series of its own; 0 for none
     * @throws IOException if the port cannot be had
     */
    public static MetricsEndpoint on(int port, int tablesAtMost) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        try {
            return new MetricsEndpoint(HttpServer.create(address, 0), tablesAtMost);
        } catch (IOException e) {
            throw new IOException("port " + port + " of 127.0.0.1 cannot be had for metrics: " + e.getMessage(), e);
        }
    }

    /** Returns where it can be scraped. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    @Override
    public synchronized void accept(Round round) {
        rounds.put(round);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOfThisMachine(exchange.getRequestHeaders())) {
                exchange.sendResponseHeaders(403, -1);
            } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                scrape(exchange);
            }
        }
    }

    private static boolean isOfThisMachine(Headers headers) {
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
        return !headers.containsKey("Origin")
                && LOOPBACK.contains(host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
    }

    private void scrape(HttpExchange exchange) throws IOException {
        ExpositionFormatWriter writer =
                formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
        byte[] text = text(writer);
        exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
        exchange.sendResponseHeaders(200, text.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(text);
        }
    }

    /** All of it from one round. */
    private synchronized byte[] text(ExpositionFormatWriter writer) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.getPrometheusRegistry().scrape());
        return text.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        registry.close();
    }
}
