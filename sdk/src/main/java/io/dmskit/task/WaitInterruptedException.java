package io.dmskit.task;

/** The thread was interrupted while it waited; its interrupt flag is set. */
public final class WaitInterruptedException extends RuntimeException {
    /**
     * Creates the exception.
     *
     * @param awaited what was awaited
     * @param cause the interrupt
     */
    public WaitInterruptedException(String awaited, InterruptedException cause) {
        super("interrupted while waiting for " + awaited, cause);
    }
}
