package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import java.time.Instant;

/** Where DMS publishes what it measures. */
@FunctionalInterface
public interface MetricSink {
    /**
     * Takes one observation, and returns at once.
     *
     * @param name of the metric, with all its dimensions
     * @param at when it was observed
     * @param value what was observed
     * @param unit as CloudWatch names it
     */
    void put(MetricName name, Instant at, double value, String unit);
}
