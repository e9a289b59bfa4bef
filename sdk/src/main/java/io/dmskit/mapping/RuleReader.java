package io.dmskit.mapping;

import io.dmskit.document.NearestWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the rules of one rule-type. */
interface RuleReader {
    /** Keys that every rule may have. */
    Set<String> COMMON_KEYS = Set.of("rule-type", "rule-id", "rule-name", "rule-action", "object-locator");

    /** Returns the keys that rules of this type have beside those that every rule has. */
    Set<String> keys();

    /** Returns how to build the rule once it is sure that nothing in it is wrong; findings say what is. */
    Optional<Supplier<Rule>> read(Fields fields, long id, String name);

    /** Returns the rule-action if it is one of {@code allowed}. */
    static Optional<String> action(Fields fields, String type, List<String> allowed) {
        Optional<String> action = fields.text("rule-action");
        if (action.filter(allowed::contains).isPresent()) {
            return action;
        }
        fields.findings()
                .error(
                        "TM014",
                        fields.at("rule-action"),
                        action.map(word -> "unknown rule-action \"" + word + "\" for " + type + " rules"
                                        + UnknownAction.advice(word).orElseGet(() -> NearestWord.hint(word, allowed)))
                                .orElse("rule-action is missing; allowed: " + String.join(", ", allowed)));
        return Optional.empty();
    }

    /** Returns the object-locator if it has every key of {@code required}. */
    static Optional<Fields> locator(Fields fields, List<String> required, Set<String> known) {
        return locator(fields, "this object-locator", required, known);
    }

    /** Likewise; {@code what} has no use for any key that is not {@code known}. */
    static Optional<Fields> locator(Fields fields, String what, List<String> required, Set<String> known) {
        Optional<Fields> locator = fields.object("object-locator");
        if (locator.isEmpty()) {
            if (fields.peek("object-locator").isEmpty()) {
                fields.findings()
                        .error(
                                "TM020",
                                fields.node(),
                                "object-locator is missing: it names " + String.join(", ", required));
            }
            return Optional.empty();
        }
        locator.get().allowOnly(what, known);
        boolean complete = true;
        for (String key : required) {
            if (locator.get().word(key).isEmpty()) {
                String code = key.equals("column-name") ? "TM044" : key.endsWith("tablespace-name") ? "TM050" : "TM020";
                fields.findings().error(code, locator.get().at(key), "object-locator needs " + key);
                complete = false;
            }
        }
        return complete ? locator : Optional.empty();
    }

    /** Returns the pattern under a key of the locator, in which only {@code %} is a wildcard; every name if there is none. */
    static NamePattern pattern(Fields locator, String key) {
        return locator.word(key).map(text -> new NamePattern(text, false)).orElse(NamePattern.ANY);
    }
}
