package io.dmskit.alarm;

/** What of a metric is compared with the threshold. */
public enum Measure {
    /** Its value. */
    VALUE,
    /** How much it has risen since the period before. */
    RISE
}
