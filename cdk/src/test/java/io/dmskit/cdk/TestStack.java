package io.dmskit.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.fluent.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.IConstruct;

/** A stack under the feature flags of {@code cdk.json}, so that tests see what is deployed. */
public final class TestStack {
    static final TableMappings MAPPINGS =
            TableMappings.of(Mapping.tables("banking", "%").include());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> FLAGS = flags();

    private TestStack() {}

    static Stack create() {
        return new Stack(app(AppProps.builder()), "Test");
    }

    /** An app under these flags. */
    public static App app(AppProps.Builder props) {
        return new App(props.context(FLAGS).build());
    }

    static IVpc vpc(Stack stack) {
        IConstruct there = stack.getNode().tryFindChild("Vpc");
        return there == null ? Vpc.Builder.create(stack, "Vpc").maxAzs(2).build() : (IVpc) there;
    }

    static ReplicationInstance instance(Stack stack) {
        return ReplicationInstance.Builder.create(stack, "Instance")
                .vpc(vpc(stack))
                .build();
    }

    static ISecret secret(Stack stack, String name) {
        return Secret.fromSecretNameV2(stack, "Secret-" + name.replace('/', '-'), name);
    }

    static Endpoint source(Stack stack) {
        return Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.postgres("bankprod", secret(stack, "bank/legacy")))
                .build();
    }

    static Endpoint target(Stack stack) {
        return Endpoint.Builder.create(stack, "Target")
                .target()
                .engine(EndpointEngine.postgres("modernbank", secret(stack, "bank/modern")))
                .build();
    }

    /** The only resource of a type, with its properties. */
    static Map<String, Object> only(Stack stack, String type) {
        Map<String, Map<String, Object>> found = Template.fromStack(stack).findResources(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources of type " + type + ": " + found.keySet());
        }
        return new TreeMap<>(found.values().iterator().next());
    }

    /** The properties of the only resource of a type. */
    @SuppressWarnings("unchecked") // an object's keys are texts
    static Map<String, Object> properties(Stack stack, String type) {
        return (Map<String, Object>) only(stack, type).getOrDefault("Properties", Map.of());
    }

    /** A property of the only resource of a type, as text. */
    static String text(Stack stack, String type, String property) {
        return String.valueOf(properties(stack, type).get(property));
    }

    /** What stands beside the properties of the only resource of a type, as text. */
    static String attribute(Stack stack, String type, String name) {
        return String.valueOf(only(stack, type).get(name));
    }

    /** A property of a resource, as text. */
    static String property(Map<String, Object> resource, String name) {
        return resource.get("Properties") instanceof Map<?, ?> properties ? String.valueOf(properties.get(name)) : "";
    }

    private static Map<String, Object> flags() {
        try {
            Map<String, Object> flags = new TreeMap<>();
            JSON.readTree(Path.of("..", "cdk.json").toFile())
                    .get("context")
                    .properties()
                    .forEach(flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
            return flags;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
