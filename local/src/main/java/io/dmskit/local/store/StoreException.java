package io.dmskit.local.store;

/** State cannot be opened, read or written; the message says what to do. Holds no document. */
public final class StoreException extends RuntimeException {
    /** Creates one. */
    public StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
