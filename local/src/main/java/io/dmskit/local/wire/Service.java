package io.dmskit.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * An AWS service as far as it is carried out here: its operations by name. Adding one is one {@link #on} more. Fill it before it
 * is served; afterwards it is only read.
 */
public final class Service {
    private final String title;
    private final String target;
    private final Map<String, Function<JsonNode, SdkPojo>> operations = new TreeMap<>();

    /**
     * Creates a service without operations.
     *
     * @param title its name for people
     * @param target its name on the wire: before the dot in {@code X-Amz-Target}, and in the path of RPC v2
     */
    public Service(String title, String target) {
        this.title = title;
        this.target = target;
    }

    /**
     * Adds an operation.
     *
     * @param name name on the wire
     * @param builder makes the SDK's builder of the request
     * @param handler carries it out
     * @return this service
     */
    public <I> Service on(
            String name, Supplier<? extends SdkBuilder<?, I>> builder, Function<? super I, ? extends SdkPojo> handler) {
        operations.put(name, tree -> {
            // Every builder of the SDK's model is an SdkPojo whose build() gives the request it is declared for.
            @SuppressWarnings("unchecked")
            I request = (I) ModelReader.read(tree, (SdkPojo) builder.get());
            return handler.apply(request);
        });
        return this;
    }

    String target() {
        return target;
    }

    SdkPojo call(String operation, JsonNode request) {
        Function<JsonNode, SdkPojo> handler = operations.get(operation);
        if (handler == null) {
            throw new Fault(
                    "UnknownOperationException",
                    "dmskit-local does not carry out " + operation + " of " + title + "; it carries out "
                            + String.join(", ", operations.keySet()));
        }
        return handler.apply(request);
    }
}
