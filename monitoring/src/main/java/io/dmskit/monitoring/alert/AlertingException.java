package io.dmskit.monitoring.alert;

import org.jspecify.annotations.Nullable;

/** What is told cannot be kept, or what was kept cannot be read. */
public final class AlertingException extends RuntimeException {
    /**
     * Creates the exception.
     *
     * @param message what, and where
     * @param cause why, if something else is why
     */
    public AlertingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
