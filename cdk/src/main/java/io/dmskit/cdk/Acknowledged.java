package io.dmskit.cdk;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnResource;

/** Controls that somebody decided against, with the reason: metadata that {@code dmskit lint} and the checks at synth read. */
final class Acknowledged {
    private static final String KEY = "dmskit";
    private static final String LIST = "acknowledged";

    private Acknowledged() {}

    static void control(CfnResource resource, String control, String reason) {
        Map<Object, Object> acknowledged = new TreeMap<>();
        if (resource.getMetadata(KEY) instanceof Map<?, ?> before && before.get(LIST) instanceof Map<?, ?> others) {
            acknowledged.putAll(others);
        }
        acknowledged.put(control, reason);
        resource.addMetadata(KEY, new TreeMap<>(Map.of(LIST, acknowledged)));
    }
}
