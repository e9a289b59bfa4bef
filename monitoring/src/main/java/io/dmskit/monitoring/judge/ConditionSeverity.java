package io.dmskit.monitoring.judge;

/** How urgent a condition is, least first. */
public enum ConditionSeverity {
    /** Good to know. */
    INFO,
    /** Somebody should look at it during the day. */
    WARN,
    /** Somebody should look at it now. */
    PAGE
}
