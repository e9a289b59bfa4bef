package io.dmskit.local.database;

/** A database server could not be prepared or started; the message ends with the tail of its log, where there is one. */
public final class DatabaseServerException extends RuntimeException {
    DatabaseServerException(String message) {
        super(message);
    }

    DatabaseServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
