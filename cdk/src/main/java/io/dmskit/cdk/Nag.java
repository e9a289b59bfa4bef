package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;

/**
 * Suppressions of cdk-nag where the service leaves no choice, each with its reason. They are written as the metadata that cdk-nag
 * reads, so that nobody needs its library who does not use it.
 *
 * @see <a href="https://github.com/cdklabs/cdk-nag#suppressing-a-rule">Suppressing a rule</a>
 */
final class Nag {
    private static final String KEY = "cdk_nag";
    private static final String RULES = "rules_to_suppress";

    private Nag() {}

    static void suppress(CfnResource resource, String rule, String reason) {
        List<Object> rules = new ArrayList<>();
        if (resource.getMetadata(KEY) instanceof Map<?, ?> before && before.get(RULES) instanceof List<?> others) {
            rules.addAll(others);
        }
        Map<String, String> suppression = new LinkedHashMap<>();
        suppression.put("reason", reason);
        suppression.put("id", rule);
        rules.add(suppression);
        resource.addMetadata(KEY, new LinkedHashMap<>(Map.of(RULES, rules)));
    }
}
