package io.dmskit.cdk;

import io.dmskit.document.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/**
 * What definitions take from other resources, parameters and stacks. The template says the same when only the value behind it
 * changes: a certificate that is made anew, a role, a parameter.
 *
 * <p>Left out is what the definitions' resources are to each other, and secrets, since functions log what they are called with.
 */
final class References {
    // What makes a replication another one, and positions: those may come of something that waits for the endpoints.
    private static final List<String> OTHERWISE = List.of(
            "replicationinstancearn",
            "sourceendpointarn",
            "targetendpointarn",
            "cdcstartposition",
            "cdcstarttime",
            "cdcstopposition");

    private final Set<String> secrets;
    private final Map<String, Object> found = new TreeMap<>();

    private References(Set<String> secrets) {
        this.secrets = secrets;
    }

    /** Returns them as CloudFormation resolves them; only to be asked while a template is written, when everything is known. */
    static List<Object> in(Stack stack, List<Definition> definitions) {
        References references = new References(secretParameters(stack));
        for (Definition definition : definitions) {
            references.collect(stack.resolve(definition.properties()));
            for (Definition.WrittenOver override : definition.overrides()) {
                if (override.value() != null) {
                    references.collect(lastPart(override.path()), stack.resolve(override.value()));
                }
            }
        }
        return List.copyOf(references.found.values());
    }

    private static Set<String> secretParameters(Stack stack) {
        return stack.getNode().findAll().stream()
                .filter(CfnParameter.class::isInstance)
                .map(CfnParameter.class::cast)
                .filter(CfnParameter::getNoEcho)
                .map(parameter -> String.valueOf(stack.resolve(parameter.getLogicalId())))
                .collect(Collectors.toSet());
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private void collect(String name, Object value) {
        String property = name.toLowerCase(Locale.ROOT);
        if (!OTHERWISE.contains(property) && !property.contains("password")) {
            collect(value);
        }
    }

    private void collect(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(this::collect);
        } else if (value instanceof Map<?, ?> map) {
            if (map.containsKey("Ref")) {
                addParameterOrResource(map);
            } else if (map.containsKey("Fn::GetAtt") || map.containsKey("Fn::ImportValue")) {
                add(map);
            } else {
                map.forEach((name, part) -> collect(String.valueOf(name), part));
            }
        }
    }

    private void addParameterOrResource(Map<?, ?> reference) {
        String id = String.valueOf(reference.get("Ref"));
        if (!id.startsWith("AWS::") && !secrets.contains(id)) {
            add(reference);
        }
    }

    private void add(Map<?, ?> reference) {
        found.put(JsonText.compact(reference), reference);
    }
}
