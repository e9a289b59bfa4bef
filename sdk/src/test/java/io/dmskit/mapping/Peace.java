package io.dmskit.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops rules that DMS would take for a contradiction of an earlier one: a second action on an object, a column added twice, a
 * second settings rule for a table, a mask before a change of type. Written in the plainest way, apart from the checks.
 */
final class Peace {
    private final List<Rule> rules;
    private final Set<List<Object>> taken = new HashSet<>();
    private int added;

    Peace(List<Rule> rules) {
        this.rules = rules;
    }

    /** Returns the rules that remain, numbered. */
    List<Rule> rules(List<Long> numbers) {
        List<Rule> remaining = new ArrayList<>();
        for (Rule rule : rules) {
            Rule own = rule instanceof TransformationRule transformation
                            && transformation.action() instanceof Transformation.AddColumn column
                    ? ofItsOwnName(transformation, column)
                    : rule;
            if (taken.add(object(own))) {
                remaining.add(own.numbered(numbers.get(remaining.size()), own.name()));
            }
        }
        return remaining;
    }

    private Rule ofItsOwnName(TransformationRule rule, Transformation.AddColumn column) {
        return new TransformationRule(
                rule.id(),
                rule.name(),
                rule.locator(),
                new Transformation.AddColumn(column.column() + "#" + ++added, column.expression(), column.type()),
                rule.extras());
    }

    private List<Object> object(Rule rule) {
        if (rule instanceof TransformationRule transformation
                && !(transformation.action() instanceof Transformation.AddColumn)) {
            return List.of(transformation.locator());
        }
        if (rule instanceof TableSettingsRule settings) {
            return List.of(settings.table());
        }
        return List.of(++added);
    }
}
