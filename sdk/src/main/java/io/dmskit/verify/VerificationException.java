package io.dmskit.verify;

/** The comparison as a whole was not possible: a database could not be reached or read. */
public final class VerificationException extends RuntimeException {
    /**
     * Creates the exception.
     *
     * @param message what was not possible
     */
    public VerificationException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message which side, and what it said
     * @param cause what the driver threw
     */
    public VerificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
