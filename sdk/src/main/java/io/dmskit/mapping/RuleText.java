package io.dmskit.mapping;

import io.dmskit.document.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rule says of its subject, without its rule-id, rule-name and locator. */
public final class RuleText {
    private static final Set<String> NOT_SAID =
            Set.of("rule-type", "rule-id", "rule-name", "rule-target", "object-locator");

    private RuleText() {}

    /** Returns the action and everything that goes with it. */
    public static String of(Rule rule) {
        List<String> parts = new ArrayList<>();
        if (rule instanceof SelectionRule selection) {
            parts.add(selection.action().word());
            if (!selection.filters().isEmpty()) {
                parts.add("rows with " + FilterText.of(selection.filters()));
            }
            selection.loadOrder().ifPresent(order -> parts.add("load-order " + order));
        } else {
            for (Map.Entry<String, Object> key : MappingWriter.rule(rule).entrySet()) {
                if (!NOT_SAID.contains(key.getKey())) {
                    parts.add((key.getKey().equals("rule-action") ? "" : key.getKey() + " ") + text(key.getValue()));
                }
            }
        }
        rule.extras().values().forEach((place, json) -> {
            if (rule instanceof SelectionRule || place.startsWith("/object-locator")) {
                parts.add(place + " " + json);
            }
        });
        return String.join(", ", parts);
    }

    /** Returns what a rule is about, for one that neither selects nor transforms. */
    public static String subject(Rule rule) {
        if (rule instanceof TableSettingsRule settings) {
            return "table-settings of " + settings.table();
        }
        if (rule instanceof ObjectMappingRule mapping) {
            return kind(rule) + " of " + mapping.schema() + "." + mapping.table();
        }
        if (rule instanceof PostProcessingRule tags) {
            return kind(rule) + " of " + tags.schema() + "." + tags.table();
        }
        if (rule instanceof ValidationRule validation) {
            return kind(rule) + " of " + validation.schema() + "." + validation.table() + "." + validation.column();
        }
        throw new AssertionError(rule);
    }

    /** Returns what kind of thing a rule says that changes no row. */
    public static String kind(Rule rule) {
        if (rule instanceof ObjectMappingRule) {
            return "object mapping";
        }
        if (rule instanceof PostProcessingRule) {
            return "tags";
        }
        if (rule instanceof ValidationRule) {
            return "validation";
        }
        return rule instanceof TransformationRule transformation
                        && transformation.target().isTablespace()
                ? transformation.target().word().replace('-', ' ')
                : "before images";
    }

    private static String text(Object value) {
        return value instanceof String word ? word : JsonText.compact(value);
    }
}
