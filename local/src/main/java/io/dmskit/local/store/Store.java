package io.dmskit.local.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents by kind and key. Whoever holds values of a kind keeps them through a {@link Ledger}. Thread-safe.
 */
public interface Store extends AutoCloseable {
    /**
     * A document put in the place of the one with the same kind and key, or taken away.
     *
     * @param kind what it is about, such as {@code endpoint}
     * @param key unique within its kind
     * @param document JSON text; null takes it away
     */
    record Change(String kind, String key, @Nullable String document) {
        /** Shows no document: it may hold a password. */
        @Override
        public String toString() {
            return (document == null ? "without " : "with ") + kind + " " + key;
        }
    }

    /** Returns whether documents outlive the process. */
    boolean isDurable();

    /** Returns all documents of a kind, ordered by their keys. */
    Map<String, String> documents(String kind);

    /**
     * Makes all changes or, whatever happens to the process meanwhile, none. After {@link #close} it does nothing.
     *
     * @throws StoreException if they cannot be written
     */
    void write(List<Change> changes);

    /**
     * Forgets every document of every kind.
     *
     * @throws StoreException if they cannot be forgotten
     */
    void clear();

    /** Lets go of what the store holds open. */
    @Override
    void close();

    /** Returns a store that forgets at once, for whoever needs nothing to outlive the process. */
    static Store forgetful() {
        return new ForgetfulStore();
    }

    /**
     * Opens the store in a folder of its own, which is made if it is missing. Folder and file are this user's alone, for endpoints'
     * passwords and secrets are among the documents, as clear text; a folder that holds other things stays as open as it is.
     *
     * @throws StoreException if another process has it open, or the file in it is not one this version can read; it is left
     *     as it is then
     */
    static Store in(Path folder) {
        return SqliteStore.open(folder);
    }
}
