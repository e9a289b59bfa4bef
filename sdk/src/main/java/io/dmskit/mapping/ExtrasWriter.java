package io.dmskit.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts {@link Extras} back to their places in a tree of maps and lists that is about to be written. */
final class ExtrasWriter {
    private ExtrasWriter() {}

    /** Adds what is at places that are free; an object on the way that is not there is made. */
    static void add(Extras extras, Map<String, Object> json) {
        extras.values().forEach((place, value) -> put(json, place, new JsonValue(value).tree()));
    }

    private static void put(Map<String, Object> root, String place, Object value) {
        String[] keys = place.substring(1).split("/", -1);
        Object parent = root;
        for (int i = 0; i < keys.length - 1; i++) {
            parent = child(parent, unescaped(keys[i]));
        }
        if (parent instanceof Map<?, ?> object) {
            open(object).putIfAbsent(unescaped(keys[keys.length - 1]), value);
        }
    }

    private static @Nullable Object child(@Nullable Object parent, String key) {
        if (parent instanceof Map<?, ?> object) {
            return open(object).computeIfAbsent(key, absent -> new LinkedHashMap<>());
        }
        boolean index = key.matches("[0-9]{1,9}");
        return parent instanceof List<?> list && index && Integer.parseInt(key) < list.size()
                ? list.get(Integer.parseInt(key))
                : null;
    }

    @SuppressWarnings("unchecked") // the writers make maps of texts to anything, and nothing else
    private static Map<String, Object> open(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    private static String unescaped(String key) {
        return key.replace("~1", "/").replace("~0", "~");
    }
}
