package io.dmskit.cutover;

/** A gate of the cutover did not open. */
public final class CutoverException extends RuntimeException {
    /**
     * Creates the exception.
     *
     * @param message what did not hold
     */
    public CutoverException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was not possible
     * @param cause why
     */
    public CutoverException(String message, Throwable cause) {
        super(message, cause);
    }
}
