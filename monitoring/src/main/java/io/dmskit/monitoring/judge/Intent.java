package io.dmskit.monitoring.judge;

/** What a replication is meant to do: the service's stop reason {@code NORMAL} says neither who stopped it nor why. */
public enum Intent {
    /** It must run; any end is a fault. */
    MUST_RUN,
    /** It may be stopped; only an error is a fault. */
    MAY_STOP,
    /** Nobody has said: if it was seen running, it is meant to run. */
    UNSAID
}
