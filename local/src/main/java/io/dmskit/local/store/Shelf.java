package io.dmskit.local.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the values of one kind, by key. A change counts from the {@link Ledger#commit} on that follows it, and a value is written
 * as it is then. Used like its ledger.
 *
 * @param <T> the kind
 */
public final class Shelf<T> {
    private final Ledger ledger;
    private final String kind;
    private final Codec<T> codec;

    Shelf(Ledger ledger, String kind, Codec<T> codec) {
        this.ledger = ledger;
        this.kind = kind;
        this.codec = codec;
    }

    /**
     * Returns what was kept when the process before ended, ordered by keys.
     *
     * @throws StoreException if a document cannot be read
     */
    public Map<String, T> kept() {
        Map<String, T> values = new LinkedHashMap<>();
        ledger.documents(kind).forEach((key, document) -> values.put(key, read(key, document)));
        return values;
    }

    private T read(String key, String document) {
        try {
            return codec.read(document);
        } catch (RuntimeException e) {
            // The cause may quote the document, and with it a secret.
            throw new StoreException("the state of " + kind + " " + key + " cannot be read ("
                    + e.getClass().getSimpleName()
                    + "); another version of dmskit may have written it: use that one, or another state folder");
        }
    }

    /** Keeps a value in the place of the one with this key. */
    public void put(String key, T value) {
        ledger.note(kind, key, () -> codec.write(value));
    }

    /** Forgets the value of this key. */
    public void remove(String key) {
        ledger.note(kind, key, () -> null);
    }
}
