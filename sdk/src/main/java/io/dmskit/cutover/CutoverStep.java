package io.dmskit.cutover;

import java.time.Duration;
import java.time.Instant;

/**
 * A state that the cutover has gone through.
 *
 * @param state which
 * @param startedAt when it was entered
 * @param duration how long it took
 * @param detail what was found: the latency, the marker, the rows compared, or why it failed
 */
public record CutoverStep(CutoverState state, Instant startedAt, Duration duration, String detail) {}
