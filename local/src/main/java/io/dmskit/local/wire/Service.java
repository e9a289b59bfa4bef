package io.dmskit.local.wire;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
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
    private String queryVersion = "";
    private String queryNamespace = "";
    private final Map<String, Function<RequestModel, SdkPojo>> operations = new TreeMap<>();

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
        operations.put(name, given -> {
            // Every builder of the SDK's model is an SdkPojo whose build() gives the request it is declared for.
            @SuppressWarnings("unchecked")
            I request = (I) given.into((SdkPojo) builder.get());
            return handler.apply(request);
        });
        return this;
    }

    /**
     * Lets older clients speak AWS query with it.
     *
     * @param version what they send as {@code Version}
     * @param namespace of the answers' XML
     * @return this service
     */
    public Service inQuery(String version, String namespace) {
        queryVersion = version;
        queryNamespace = namespace;
        return this;
    }

    /** Returns the names of its operations. */
    public Set<String> operations() {
        return Collections.unmodifiableSet(operations.keySet());
    }

    String target() {
        return target;
    }

    String queryNamespace() {
        return queryNamespace;
    }

    /** Returns whether a request of this target (AWS JSON, RPC v2) or version (AWS query) is for it. */
    boolean isCalled(String name) {
        return name.equals(target) || (!queryVersion.isEmpty() && name.equals(queryVersion));
    }

    SdkPojo call(String operation, RequestModel request) {
        Function<RequestModel, SdkPojo> handler = operations.get(operation);
        if (handler == null) {
            throw new Fault(
                    "UnknownOperationException",
                    "dmskit-local does not carry out " + operation + " of " + title + "; it carries out "
                            + String.join(", ", operations.keySet()));
        }
        return handler.apply(request);
    }
}
