package io.dmskit.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Documents of several kinds that change together: what is put on its shelves is noted, and {@link #commit} writes all of it at
 * once. Used by one thread at a time, under the lock of whoever owns it.
 */
public final class Ledger {
    private final Store store;
    private final Map<Place, Supplier<@Nullable String>> noted = new LinkedHashMap<>();

    private record Place(String kind, String key) {}

    /** Creates one over a store, which may have others. */
    public Ledger(Store store) {
        this.store = store;
    }

    /** Returns whether what is committed outlives the process. */
    public boolean isDurable() {
        return store.isDurable();
    }

    /**
     * Returns where values of one kind are kept.
     *
     * @param kind names the kind in the store, for good
     * @param codec writes and reads its values
     */
    public <T> Shelf<T> shelf(String kind, Codec<T> codec) {
        return new Shelf<>(this, kind, codec);
    }

    /**
     * Writes what has been noted since the last time, as it is now. What cannot be written stays noted.
     *
     * @throws StoreException if it cannot be written
     */
    public void commit() {
        if (noted.isEmpty()) {
            return;
        }
        List<Store.Change> changes = new ArrayList<>(noted.size());
        noted.forEach((place, document) -> changes.add(new Store.Change(place.kind(), place.key(), document.get())));
        store.write(changes);
        noted.clear();
    }

    Map<String, String> documents(String kind) {
        return store.documents(kind);
    }

    void note(String kind, String key, Supplier<@Nullable String> document) {
        if (store.isDurable()) {
            noted.put(new Place(kind, key), document);
        }
    }
}
