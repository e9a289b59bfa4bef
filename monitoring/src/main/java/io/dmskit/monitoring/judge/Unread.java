package io.dmskit.monitoring.judge;

import java.time.Instant;

/**
 * Something that somebody wanted to look at and could not.
 *
 * @param what what, such as {@code the slots of the source}
 * @param since the first attempt that failed
 * @param problem why, without secrets
 */
public record Unread(String what, Instant since, String problem) {}
