package io.dmskit.cdk;

import io.dmskit.document.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;

/**
 * What a template will say of a resource: its properties and whatever was written over them. Tags are left out: DMS takes them while
 * a replication runs, and many stacks carry one that changes with every deployment. So is what is no property: metadata, policies of
 * deletion, conditions.
 *
 * @param properties as the construct has them, with tokens
 * @param overrides what was written over them
 */
record Definition(Map<String, Object> properties, List<WrittenOver> overrides) {
    /** One part that is written over. */
    record WrittenOver(String path, @Nullable Object value) {
        private boolean isMeant() {
            boolean tags = path.equals("Properties.Tags") || path.startsWith("Properties.Tags.");
            return path.startsWith("Properties.") && !tags;
        }
    }

    /** A resource that knows what the template will say of it. */
    interface Known {
        Definition definition();
    }

    static Definition of(@Nullable Map<String, Object> properties, List<WrittenOver> overrides) {
        Map<String, Object> defined = new TreeMap<>(properties);
        defined.remove("tags");
        return new Definition(
                defined, overrides.stream().filter(WrittenOver::isMeant).toList());
    }

    /** Returns the parts that are meant, and what is written over them. */
    Definition only(List<String> names) {
        Map<String, Object> some = new TreeMap<>(properties);
        some.keySet().retainAll(names);
        return new Definition(
                some,
                overrides.stream()
                        .filter(override ->
                                names.stream().anyMatch(name -> override.path().equalsIgnoreCase("Properties." + name)))
                        .toList());
    }

    /** Returns a hash of definitions; only to be asked while a template is written, when everything is known. */
    static String hash(Stack stack, List<Definition> definitions) {
        List<Object> parts = new ArrayList<>();
        for (Definition definition : definitions) {
            parts.add(sorted(stack.resolve(definition.properties)));
            for (WrittenOver override : definition.overrides) {
                parts.add(override.path());
                parts.add(override.value() == null ? "" : sorted(stack.resolve(override.value())));
            }
        }
        return sha256(JsonText.compact(parts));
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, part) -> sorted.put(String.valueOf(key), sorted(part)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(Definition::sorted).toList()
                : value;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
