package io.dmskit.monitoring.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * How a sink does.
 *
 * @param name its name
 * @param waiting how many alerts wait for it
 * @param failures how many attempts have failed since the last that did not
 * @param failingSince when the first of them was
 * @param reason why the last of them failed
 * @param nextAttempt when the next attempt is due, if anything waits
 */
public record SinkState(
        String name,
        int waiting,
        int failures,
        Optional<Instant> failingSince,
        Optional<String> reason,
        Optional<Instant> nextAttempt) {}
