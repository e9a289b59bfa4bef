package io.dmskit.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads validation rules. */
final class ValidationReader implements RuleReader {
    @Override
    public Set<String> keys() {
        return Set.of("rule-target", "source-function", "target-function");
    }

    @Override
    public Optional<Supplier<Rule>> read(Fields fields, long id, String name) {
        RuleReader.action(fields, "validation", List.of("override-validation-function"));
        Optional<String> target = fields.word("rule-target");
        if (!target.orElse("column").equals("column")) {
            fields.findings()
                    .error(
                            "TM040",
                            fields.at("rule-target"),
                            "rule-target is \"" + target.orElse("") + "\": validation rules are about a column");
        }
        Optional<Fields> locator = RuleReader.locator(
                fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name", "column-name"));
        Optional<String> source = fields.word("source-function");
        Optional<String> goal = fields.word("target-function");
        if (locator.isEmpty()) {
            return Optional.empty();
        }
        if (locator.get().word("column-name").isEmpty() || source.isEmpty() || goal.isEmpty()) {
            fields.findings()
                    .error(
                            "TM110",
                            fields.node(),
                            "a validation rule needs column-name, source-function and target-function");
            return Optional.empty();
        }
        return Optional.of(() -> new ValidationRule(
                id,
                name,
                RuleReader.pattern(locator.get(), "schema-name"),
                RuleReader.pattern(locator.get(), "table-name"),
                RuleReader.pattern(locator.get(), "column-name"),
                source.get(),
                goal.get(),
                fields.leftovers()));
    }
}
