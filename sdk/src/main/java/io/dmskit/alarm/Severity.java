package io.dmskit.alarm;

/** How urgent an alarm is. */
public enum Severity {
    /** Somebody should look, in working hours. */
    WARN,
    /** Somebody must look now: data, or the source, is at risk. */
    PAGE
}
