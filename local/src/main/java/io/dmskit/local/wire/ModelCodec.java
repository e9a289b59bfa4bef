package io.dmskit.local.wire;

import io.dmskit.local.store.Codec;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Writes and reads a model object of the SDK as it would go over the wire in JSON, with every member that is given; times are
 * cut to milliseconds. Thread-safe.
 *
 * @param <T> class of the model
 */
public final class ModelCodec<T extends SdkPojo> implements Codec<T> {
    private final Supplier<? extends SdkBuilder<?, T>> builder;

    private ModelCodec(Supplier<? extends SdkBuilder<?, T>> builder) {
        this.builder = builder;
    }

    /** Returns the codec of the class whose builder this makes, such as {@code Endpoint::builder}. */
    public static <T extends SdkPojo> ModelCodec<T> of(Supplier<? extends SdkBuilder<?, T>> builder) {
        return new ModelCodec<>(builder);
    }

    @Override
    public String write(T value) {
        return new String(Encoding.JSON.write(value), StandardCharsets.UTF_8);
    }

    @Override
    public T read(String document) {
        // Every builder of the SDK's model is an SdkPojo whose build() gives the class it is declared for.
        @SuppressWarnings("unchecked")
        T value = (T) ModelReader.read(
                Encoding.JSON.read(document.getBytes(StandardCharsets.UTF_8)), (SdkPojo) builder.get());
        return value;
    }
}
