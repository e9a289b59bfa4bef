package io.dmskit.monitoring.alarm;

import java.time.Instant;

/**
 * Something that happened to an alarm.
 *
 * @param at when
 * @param alarm its name
 * @param text what, in CloudWatch's words
 */
public record AlarmEvent(Instant at, String alarm, String text) {}
