package io.dmskit.monitoring.alert;

/**
 * Where alerts go. An implementation returns in a bounded time, and its {@code toString} and what it throws hold no secrets. It is called by one
 * thread at a time.
 */
@FunctionalInterface
public interface AlertSink {
    /** Makes one attempt to deliver an alert, which may have been delivered before. */
    Delivery send(Alert alert);
}
