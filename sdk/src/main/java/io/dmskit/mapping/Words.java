package io.dmskit.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The words that DMS has for the values of a closed set; case-sensitive, as DMS is. */
final class Words<E> {
    private final Map<String, E> values = new LinkedHashMap<>();

    Words(E[] values, Function<E, String> word) {
        for (E value : values) {
            this.values.put(word.apply(value), value);
        }
    }

    /** Returns the value of this word, if there is one. */
    Optional<E> of(String word) {
        return Optional.ofNullable(values.get(word));
    }

    /** Returns all words. */
    List<String> all() {
        return List.copyOf(values.keySet());
    }
}
