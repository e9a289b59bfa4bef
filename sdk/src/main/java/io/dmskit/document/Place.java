package io.dmskit.document;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in its document's tree. Only findings need it as a pointer, so that it is put together when asked for: a
 * document of many values under long keys would otherwise take many times its own size.
 */
public final class Place {
    /** The document as a whole. */
    public static final Place ROOT = new Place(null, "");

    private final @Nullable Place parent;
    private final String key;

    private Place(@Nullable Place parent, String key) {
        this.parent = parent;
        this.key = key;
    }

    /** Returns the place of the value under a key. */
    public Place of(String childKey) {
        return new Place(this, childKey);
    }

    /** Returns the place of an item, counted from 0. */
    public Place of(int index) {
        return new Place(this, Integer.toString(index));
    }

    /** Returns the JSON pointer (RFC 6901); empty for the root. */
    public String pointer() {
        Deque<String> keys = new ArrayDeque<>();
        Place place = this;
        while (place.parent != null) {
            keys.push(place.key);
            place = place.parent;
        }
        StringBuilder pointer = new StringBuilder();
        keys.forEach(step -> pointer.append('/').append(step.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place && place.pointer().equals(pointer());
    }

    @Override
    public int hashCode() {
        return pointer().hashCode();
    }

    @Override
    public String toString() {
        return pointer();
    }
}
