package io.dmskit.mapping.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The mistakes that {@link RandomMappings} makes inside one document, by the code of the reference's table. */
final class NaiveChecks {
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
        add(NaiveEvaluator.is(first, "rule-type", "table-settings"), "TM082", codes);
        boolean sameName = fold(first.path("value")).equals(fold(second.path("value")));
        add(isAdding(first) && isAdding(second) && sameName, "TM056", codes);
        boolean masked = NaiveEvaluator.action(first).startsWith("data-masking");
        add(masked && NaiveEvaluator.is(second, "rule-action", "change-data-type"), "TM052", codes);
        add(changesOnce(first) && changesOnce(second) && !doTheSame(first, second), "TM054", codes);
    }

    /** Two actions on one column are a warning, as the lint says. */
    private static boolean changesOnce(JsonNode rule) {
        return NaiveEvaluator.is(rule, "rule-target", "schema") || NaiveEvaluator.is(rule, "rule-target", "table");
    }

    private static boolean doTheSame(JsonNode first, JsonNode second) {
        boolean equal = Stream.of("rule-action", "value", "old-value", "expression", "primary-key-def")
                .allMatch(key -> Objects.equals(given(first, key), given(second, key)));
        String target = first.get("rule-target").asText();
        String name = first.get("object-locator").get(target + "-name").asText();
        boolean namesBoth = Stream.of(first, second)
                .noneMatch(rule -> NaiveEvaluator.is(rule, "rule-action", "define-primary-key")
                        || NaiveEvaluator.text(rule, "expression").isPresent());
        return equal
                || (namesBoth
                        && !name.contains("%")
                        && NaiveNames.of(first, name).equals(NaiveNames.of(second, name)));
    }

    private static Optional<String> given(JsonNode rule, String key) {
        return rule.path(key).isObject() ? Optional.of(rule.get(key).toString()) : NaiveEvaluator.text(rule, key);
    }

    private static String fold(JsonNode name) {
        return name.asText().toLowerCase(Locale.ROOT);
    }

    private static boolean isAdding(JsonNode rule) {
        return NaiveEvaluator.is(rule, "rule-action", "add-column");
    }

    private static void add(boolean broken, String code, List<String> codes) {
        if (broken) {
            codes.add(code);
        }
    }
}
