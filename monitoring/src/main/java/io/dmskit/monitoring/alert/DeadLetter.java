package io.dmskit.monitoring.alert;

import java.time.Instant;

/**
 * An alert that a sink never got, and will not get.
 *
 * @param alert the alert
 * @param sink the name of the sink
 * @param at when it was given up
 * @param reason why
 */
public record DeadLetter(Alert alert, String sink, Instant at, String reason) {}
