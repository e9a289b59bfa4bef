package io.dmskit.monitoring.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One message of the stream; written once, by whoever first sends it, since nobody may be listening. Thread-safe. */
final class Frame {
    private final Optional<String> id;
    private final String name;
    private final Supplier<String> json;
    private byte @Nullable [] bytes;

    private Frame(Optional<String> id, String name, Supplier<String> json) {
        this.id = id;
        this.name = name;
        this.json = json;
    }

    /** A message that is asked for again by its id. */
    static Frame of(String id, String name, Supplier<String> json) {
        return new Frame(Optional.of(id), name, json);
    }

    /** A message that the next of its kind makes worthless. */
    static Frame of(String name, Supplier<String> json) {
        return new Frame(Optional.empty(), name, json);
    }

    synchronized byte[] bytes() {
        if (bytes == null) {
            String head = id.map(known -> "id: " + known + "\n").orElse("") + "event: " + name + "\n";
            bytes = (head + "data: " + json.get() + "\n\n").getBytes(UTF_8);
        }
        return bytes;
    }
}
