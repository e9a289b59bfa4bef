package io.dmskit.cdk;

import io.dmskit.cloudformation.SecurityControl;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.ResourceProps;
import software.constructs.Construct;

/**
 * What the builders of DMS's resources have in common.
 *
 * @param <B> the builder itself, so that its methods can be called one after the other
 */
public abstract class ResourceBuilder<B extends ResourceBuilder<B>> {
    final Construct scope;
    final String id;
    RemovalPolicy removalPolicy = RemovalPolicy.DESTROY;
    private final Map<String, String> acknowledged = new TreeMap<>();
    private @Nullable String identifier;

    ResourceBuilder(Construct scope, String id) {
        this.scope = scope;
        this.id = id;
    }

    /**
     * What becomes of it when the stack goes; default DESTROY: rows are in the databases and none in it. A replication's recovery
     * checkpoint goes with it.
     */
    public B removalPolicy(RemovalPolicy value) {
        removalPolicy = value;
        return self();
    }

    /**
     * A control of Security Hub, such as {@code DMS.13}, that is decided against for this resource: the checks at synth let it pass, and
     * the template says why.
     *
     * @throws IllegalArgumentException if there is no such control, or no reason
     */
    public B acknowledge(String control, String reason) {
        if (SecurityControl.of(control).isEmpty() || reason.isBlank()) {
            throw new IllegalArgumentException(path() + ": \"" + control + "\" with the reason \"" + reason
                    + "\" acknowledges nothing; it must be DMS.1 to DMS.13, with a reason");
        }
        acknowledged.put(control, reason);
        return self();
    }

    /** Writes down what was decided against. */
    void acknowledgeOn(CfnResource resource) {
        acknowledged.forEach((control, reason) -> Acknowledged.control(resource, control, reason));
    }

    /** Keeps the identifier that was chosen and checked. */
    B identifier(String checked) {
        identifier = checked;
        return self();
    }

    @Nullable String identifier() {
        return identifier;
    }

    ResourceProps resourceProps() {
        ResourceProps.Builder props = ResourceProps.builder();
        if (identifier != null) {
            props.physicalName(identifier);
        }
        return props.build();
    }

    /** Returns what was given, or says what to give. */
    <T> T required(String what, @Nullable T value) {
        return Required.of(path(), what, value);
    }

    /** Returns where the construct will be in the tree. */
    String path() {
        return scope.getNode().getPath() + "/" + id;
    }

    @SuppressWarnings("unchecked") // B is the class of this
    B self() {
        return (B) this;
    }
}
