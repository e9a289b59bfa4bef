package io.dmskit.monitoring;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The newest values of a task's metrics. What CloudWatch has no data for is empty, never 0: a task that has stopped has no latency.
 *
 * @param sourceLatency CDCLatencySource
 * @param targetLatency CDCLatencyTarget, which contains the source latency
 * @param incomingChanges CDCIncomingChanges: changes waiting to be applied
 */
public record Metrics(
        Optional<Duration> sourceLatency, Optional<Duration> targetLatency, OptionalLong incomingChanges) {
    /** No data. */
    public static final Metrics NONE = new Metrics(Optional.empty(), Optional.empty(), OptionalLong.empty());
}
