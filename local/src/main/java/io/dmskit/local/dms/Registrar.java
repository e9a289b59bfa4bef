package io.dmskit.local.dms;

import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Takes operations: their names on the wire, what makes the builders of their requests, and what carries them out. */
interface Registrar {
    <I> void on(String name, Supplier<? extends SdkBuilder<?, I>> builder, Function<I, ? extends SdkPojo> handler);
}
