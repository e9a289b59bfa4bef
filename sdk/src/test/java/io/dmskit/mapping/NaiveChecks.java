package io.dmskit.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mistakes that {@link RandomMappings} makes inside one document, by the code of the reference's table. */
final class NaiveChecks {
    private static final Set<String> BESIDE_OTHERS = Set.of("add-column", "include-column", "add-before-image-columns");

    private NaiveChecks() {}

    static List<String> of(List<JsonNode> rules) {
        List<String> codes = new ArrayList<>();
        if (rules.stream()
                .noneMatch(rule -> NaiveEvaluator.is(rule, "rule-action", "include")
                        || NaiveEvaluator.is(rule, "rule-action", "explicit"))) {
            codes.add("TM004");
        }
        for (int i = 0; i < rules.size(); i++) {
            one(rules.get(i), codes);
            for (int j = 0; j < i; j++) {
                two(rules.get(j), rules.get(i), codes);
            }
        }
        return codes;
    }

    private static void one(JsonNode rule, List<String> codes) {
        String names = rule.get("object-locator").path("schema-name").asText()
                + rule.get("object-locator").path("table-name").asText();
        boolean wildcard = names.contains("%");
        switch (NaiveEvaluator.action(rule)) {
            case "explicit" -> add(wildcard, "TM021", codes);
            case "include" -> add(wildcard && !rule.path("filters").isEmpty(), "TM031", codes);
            case "define-primary-key" -> add(wildcard, "TM045", codes);
            case "rename" -> add(renamesManyToOne(rule), "TM055", codes);
            default -> add(NaiveEvaluator.is(rule, "rule-type", "table-settings") && wildcard, "TM070", codes);
        }
    }

    private static boolean renamesManyToOne(JsonNode rule) {
        String target = rule.path("rule-target").asText();
        String last = rule.get("object-locator").path(target + "-name").asText();
        return Set.of("table", "column").contains(target)
                && last.contains("%")
                && NaiveEvaluator.text(rule, "expression").isEmpty();
    }

    /** The first has the lower id. */
    private static void two(JsonNode first, JsonNode second, List<String> codes) {
        boolean sameObject = first.path("rule-target").equals(second.path("rule-target"))
                && first.get("object-locator").equals(second.get("object-locator"))
                && first.path("rule-type").equals(second.path("rule-type"));
        if (!sameObject) {
            return;
        }
        if (NaiveEvaluator.is(first, "rule-type", "table-settings")) {
            codes.add("TM082");
        }
        if (!NaiveEvaluator.is(first, "rule-type", "transformation")) {
            return;
        }
        boolean sameName = first.path("value")
                .asText()
                .equalsIgnoreCase(second.path("value").asText());
        add(isAdding(first) && isAdding(second) && sameName, "TM056", codes);
        boolean masked = NaiveEvaluator.action(first).startsWith("data-masking");
        add(masked && NaiveEvaluator.is(second, "rule-action", "change-data-type"), "TM052", codes);
        add(competes(first) && competes(second), "TM054", codes);
    }

    private static boolean isAdding(JsonNode rule) {
        return NaiveEvaluator.is(rule, "rule-action", "add-column");
    }

    private static boolean competes(JsonNode rule) {
        String action = NaiveEvaluator.action(rule);
        return !action.startsWith("data-masking") && !BESIDE_OTHERS.contains(action);
    }

    private static void add(boolean broken, String code, List<String> codes) {
        if (broken) {
            codes.add(code);
        }
    }
}
