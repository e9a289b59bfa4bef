package io.dmskit.mapping.plan;

import io.dmskit.document.Change;
import io.dmskit.mapping.Overlap;
import io.dmskit.mapping.Precedence;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.RuleText;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between two documents as far as rules tell without a source: what they say of each subject, and which of two
 * overlapping rules comes first.
 *
 * <p>Of several rules that compete for exactly the same subject only the one that applies is compared; the others say nothing.
 */
final class RuleDiff {
    private RuleDiff() {}

    static List<Change> between(TableMappings before, TableMappings after) {
        Map<String, String> was = says(before);
        Map<String, String> is = says(after);
        List<Change> changes = new ArrayList<>(Differences.between(was, is));
        changes.addAll(precedence(applying(before), applying(after)));
        return changes;
    }

    private static Map<String, String> says(TableMappings mappings) {
        Map<String, String> says = new LinkedHashMap<>();
        for (Rule rule : Planner.byId(mappings.rules())) {
            if (rule instanceof SelectionRule) {
                says.merge(subject(rule), RuleText.of(rule), RuleDiff::both);
            } else {
                says.putIfAbsent(subject(rule), RuleText.of(rule));
            }
        }
        mappings.extras().values().forEach((place, json) -> says.put("document " + place, json));
        return says;
    }

    /** Selection rules of one locator all count; their order does not, nor does saying something twice. */
    private static String both(String one, String other) {
        List<String> said = new ArrayList<>(List.of(one.split("; ", -1)));
        if (!said.contains(other)) {
            said.add(other);
        }
        return said.stream().sorted().reduce((a, b) -> a + "; " + b).orElseThrow();
    }

    private static String subject(Rule rule) {
        if (rule instanceof SelectionRule selection) {
            String what =
                    switch (selection.tableType()) {
                        case TABLE -> "tables";
                        case VIEW -> "views";
                        case ALL -> "tables and views";
                    };
            return what + " " + selection.schema() + "." + selection.table();
        }
        if (rule instanceof TransformationRule transformation) {
            return aspect(transformation.action()) + transformation.locator();
        }
        return RuleText.subject(rule);
    }

    /** Actions that do not compete say something else of the same object. */
    private static String aspect(Transformation action) {
        if (action instanceof Transformation.Masking) {
            return "mask of ";
        }
        if (action instanceof Transformation.IncludeColumn) {
            return "keeping of ";
        }
        if (action instanceof Transformation.AddBeforeImageColumns) {
            return "before images of ";
        }
        return action instanceof Transformation.AddColumn added ? "column \"" + added.column() + "\" added to " : "";
    }

    private static Map<String, TransformationRule> applying(TableMappings mappings) {
        Map<String, TransformationRule> rules = new LinkedHashMap<>();
        for (TransformationRule rule : Planner.byId(Planner.only(mappings, TransformationRule.class))) {
            if (Precedence.competes(rule.action())) {
                rules.putIfAbsent(subject(rule), rule);
            }
        }
        return rules;
    }

    /** A subject of which both documents have a rule. */
    private record Common(String subject, TransformationRule before, TransformationRule after) {}

    private static List<Change> precedence(
            Map<String, TransformationRule> before, Map<String, TransformationRule> after) {
        List<Common> common = new ArrayList<>();
        before.forEach((subject, rule) -> {
            TransformationRule now = after.get(subject);
            if (now != null) {
                common.add(new Common(subject, rule, now));
            }
        });
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < common.size(); i++) {
            for (int j = i + 1; j < common.size(); j++) {
                Common first = common.get(i);
                Common second = common.get(j);
                boolean swapped = first.after().id() > second.after().id();
                if (swapped && meet(first.before(), second.before())) {
                    changes.add(new Change(
                            "where " + first.subject() + " meets " + second.subject(),
                            Optional.of(RuleText.of(first.before())),
                            Optional.of(RuleText.of(second.after()))));
                }
            }
        }
        return changes;
    }

    private static boolean meet(TransformationRule one, TransformationRule other) {
        boolean typesMeet = one.dataType().isEmpty()
                || other.dataType().isEmpty()
                || one.dataType().equals(other.dataType());
        return one.target() == other.target()
                && typesMeet
                && Overlap.meet(one.schema(), other.schema())
                && Overlap.meet(one.table(), other.table())
                && Overlap.meet(one.locator().own(), other.locator().own());
    }
}
