package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/**
 * Publishes metrics at another endpoint, such as a LocalStack, by PutMetricData, in the order they come. Whoever measures does not
 * wait for it: what that endpoint does not take, and what comes while too much waits, is lost and counted. Thread-safe.
 */
public final class ForwardedMetrics implements MetricSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardedMetrics.class);

    /** Half of what PutMetricData takes in one request. */
    private static final int BATCH = 500;

    private static final int WAITING = 10_000;
    private static final long END_SECONDS = 5;

    private final URI endpoint;
    private final CloudWatchClient client;
    private final BlockingQueue<Observation> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "dmskit-local-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private boolean failing;

    private record Observation(String namespace, MetricDatum datum) {}

    /** Creates one for the metrics of a region. */
    public ForwardedMetrics(URI endpoint, String region) {
        this.endpoint = endpoint;
        this.client = Elsewhere.client(endpoint, region, CloudWatchClient.builder());
    }

    @Override
    public void put(MetricName name, Instant at, double value, String unit) {
        Observation observation = new Observation(name.namespace(), datum(name, at, value, unit));
        if (!waiting.offer(observation)) {
            lost.incrementAndGet();
            return;
        }
        sender.execute(this::send);
    }

    private static MetricDatum datum(MetricName name, Instant at, double value, String unit) {
        return MetricDatum.builder()
                .metricName(name.name())
                .dimensions(name.dimensions().entrySet().stream()
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                // Not every endpoint reads finer ones.
                .timestamp(at.truncatedTo(ChronoUnit.MILLIS))
                .value(value)
                .unit(unit)
                .build();
    }

    /** Sends what waits, which another turn may have done already. */
    private void send() {
        List<Observation> batch = new ArrayList<>();
        waiting.drainTo(batch, BATCH);
        Map<String, List<MetricDatum>> byNamespace = batch.stream()
                .collect(Collectors.groupingBy(
                        Observation::namespace, Collectors.mapping(Observation::datum, Collectors.toList())));
        byNamespace.forEach(this::send);
    }

    private void send(String namespace, List<MetricDatum> data) {
        try {
            client.putMetricData(request -> request.namespace(namespace).metricData(data));
            if (failing) {
                LOG.warn("metrics are published at {} again; {} observations were lost so far", endpoint, lost.get());
            }
            failing = false;
        } catch (SdkException e) {
            lost.addAndGet(data.size());
            if (!failing) {
                LOG.warn("metrics are not published at {} and are lost: {}", endpoint, e.getMessage());
            }
            failing = true;
        }
    }

    /** Returns how many observations were lost so far. */
    public long lost() {
        return lost.get();
    }

    /** Sends what waits, for some seconds at most. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
