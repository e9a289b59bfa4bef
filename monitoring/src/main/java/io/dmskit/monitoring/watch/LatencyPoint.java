package io.dmskit.monitoring.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The latencies of one period.
 *
 * @param at the beginning of the period
 * @param source CDCLatencySource, if there is a point of it
 * @param target CDCLatencyTarget, which contains the source's, if there is a point of it
 */
public record LatencyPoint(Instant at, Optional<Duration> source, Optional<Duration> target) {}
