package io.dmskit.local.engine;

/** A run cannot go on; the message becomes the task's last failure message and holds no secret. */
public final class ReplicationException extends Exception {
    private final boolean recoverable;

    /**
     * Creates the exception.
     *
     * @param message what, which value, what is allowed, what next
     * @param recoverable whether a later run may succeed without anything being changed
     * @param cause what went wrong below, if anything
     */
    public ReplicationException(String message, boolean recoverable, Throwable cause) {
        super(message, cause);
        this.recoverable = recoverable;
    }

    /** Creates an exception without a cause below it. */
    public ReplicationException(String message, boolean recoverable) {
        super(message);
        this.recoverable = recoverable;
    }

    /** Creates an exception that no retry can mend and that has no cause below it. */
    public ReplicationException(String message) {
        super(message);
        this.recoverable = false;
    }

    /** Returns whether a later run may succeed without anything being changed. */
    public boolean recoverable() {
        return recoverable;
    }
}
