package io.dmskit.mapping;

import io.dmskit.document.DocumentReader;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a document says at places that nothing here gives a meaning to: keys that AWS may have added since, and keys that have no
 * effect where they stand. It is written back as it was, so that reading and writing lose nothing.
 *
 * @param values compact JSON by the JSON pointer (RFC 6901) of its place, relative to the rule or to the document
 */
public record Extras(SortedMap<String, String> values) {
    /** Nothing beyond what is documented. */
    public static final Extras NONE = new Extras(Collections.emptySortedMap());

    /**
     * Copies the map and brings the JSON into one spelling.
     *
     * @throws IllegalArgumentException if a place is not a pointer or a value not JSON
     */
    public Extras {
        SortedMap<String, String> copy = new TreeMap<>();
        values.forEach((place, json) -> {
            if (!place.startsWith("/")) {
                throw new IllegalArgumentException(
                        "place \"" + place + "\" is not a JSON pointer: begin it with a slash");
            }
            copy.put(place, DocumentReader.json(place, json, "TM002").toJson());
        });
        values = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns extras of these places and their JSON. */
    public static Extras of(Map<String, String> values) {
        return values.isEmpty() ? NONE : new Extras(new TreeMap<>(values));
    }

    /** Returns whether there is nothing. */
    public boolean isEmpty() {
        return values.isEmpty();
    }
}
