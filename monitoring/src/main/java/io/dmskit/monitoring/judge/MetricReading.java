package io.dmskit.monitoring.judge;

import java.time.Instant;

/**
 * A point of a metric.
 *
 * @param at the beginning of its period
 * @param value in the metric's unit
 */
public record MetricReading(Instant at, double value) {}
