package io.dmskit.cdk;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointMembers;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dms.CfnEndpoint;

/**
 * A definition's members as CloudFormation wants them. It writes families otherwise than the API ({@code PostgreSqlSettings}) and
 * lacks some settings; what it has is read from CDK's own class, so that it is true for the version in use.
 */
final class EndpointTemplate {
    private static final String SUFFIX = "Property";

    private final EndpointMembers members;
    private final Map<String, Method> properties;
    private final String family;

    private EndpointTemplate(EndpointMembers members) {
        this.members = members;
        Class<?> struct = struct(members.family());
        this.family = struct.getSimpleName().substring(0, struct.getSimpleName().length() - SUFFIX.length());
        this.properties = properties(struct);
    }

    static EndpointTemplate of(EndpointDefinition definition) {
        return new EndpointTemplate(EndpointMembers.of(definition));
    }

    @Nullable String member(String name) {
        return members.members().get(name);
    }

    /**
     * Writes the settings into a resource.
     *
     * @throws IllegalArgumentException if CloudFormation lacks some; with each of them
     */
    void putInto(CfnEndpoint resource, String path) {
        List<String> missing = new ArrayList<>();
        members.settings().forEach((name, text) -> {
            Method property = properties.get(name);
            if (property != null) {
                resource.addPropertyOverride(family + "." + name, value(property.getReturnType(), text));
            } else if (members.members().get(name) == null) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(path + ": CloudFormation has no " + family + "."
                    + String.join(", " + family + ".", missing)
                    + "; give it as an extra connection attribute where the engine knows one, or create this endpoint with"
                    + " dmskit apply");
        }
    }

    private static Object value(Class<?> type, String text) {
        if (type == Number.class) {
            return Integer.valueOf(text);
        }
        if (type == List.class) {
            return Stream.of(text.split(",", -1)).map(Integer::valueOf).toList();
        }
        return type == Object.class ? (Object) Boolean.valueOf(text) : text;
    }

    private static Class<?> struct(String family) {
        return Arrays.stream(CfnEndpoint.class.getDeclaredClasses())
                .filter(Class::isInterface)
                .filter(type -> type.getSimpleName().equalsIgnoreCase(family + SUFFIX))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "CloudFormation has no " + family + ": create this endpoint with dmskit apply"));
    }

    /** Properties by the API's name, which differs from the getter's in capital letters only. */
    private static Map<String, Method> properties(Class<?> struct) {
        Map<String, Method> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Method method : struct.getMethods()) {
            if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                properties.put(method.getName().substring("get".length()), method);
            }
        }
        return properties;
    }
}
