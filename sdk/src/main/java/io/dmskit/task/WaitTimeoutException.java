package io.dmskit.task;

import java.time.Duration;

/** What was awaited did not come in time. */
public final class WaitTimeoutException extends RuntimeException {
    private final String awaited;
    private final Duration timeout;
    private final String lastSeen;

    /**
     * Creates the exception.
     *
     * @param awaited what was awaited
     * @param timeout for how long
     * @param lastSeen what was seen last; empty if nothing can be said
     */
    public WaitTimeoutException(String awaited, Duration timeout, String lastSeen) {
        super("timed out after " + spell(timeout) + " waiting for " + awaited
                + (lastSeen.isEmpty() ? "" : "; last seen: " + lastSeen));
        this.awaited = awaited;
        this.timeout = timeout;
        this.lastSeen = lastSeen;
    }

    /** Returns what was awaited. */
    public String awaited() {
        return awaited;
    }

    /** Returns how long it was awaited. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns what was seen last; empty if nothing can be said. */
    public String lastSeen() {
        return lastSeen;
    }

    private static String spell(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
