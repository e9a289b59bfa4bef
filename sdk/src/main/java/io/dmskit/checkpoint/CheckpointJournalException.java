package io.dmskit.checkpoint;

/** A checkpoint journal cannot be read or written. */
public final class CheckpointJournalException extends RuntimeException {
    /**
     * Creates the exception.
     *
     * @param message what, and where
     * @param cause why
     */
    public CheckpointJournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
