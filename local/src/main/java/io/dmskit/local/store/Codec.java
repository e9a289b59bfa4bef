package io.dmskit.local.store;

import java.util.function.Function;

/**
 * Writes values of one kind as documents, JSON text, and reads them again.
 *
 * @param <T> the kind
 */
public interface Codec<T> {
    /** Returns the value as a document. */
    String write(T value);

    /**
     * Returns the value that a document is of.
     *
     * @throws RuntimeException if it is no such document
     */
    T read(String document);

    /** Returns a codec of these two. */
    static <T> Codec<T> of(Function<? super T, String> writer, Function<String, ? extends T> reader) {
        return new Codec<>() {
            @Override
            public String write(T value) {
                return writer.apply(value);
            }

            @Override
            public T read(String document) {
                return reader.apply(document);
            }
        };
    }
}
