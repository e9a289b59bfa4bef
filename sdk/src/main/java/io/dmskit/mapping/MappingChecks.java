package io.dmskit.mapping;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import io.dmskit.mapping.MappingReader.Located;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks across the rules of one document. */
final class MappingChecks {
    private final List<Located> rules;
    private final Findings findings;

    MappingChecks(List<Located> rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
    }

    void run(Node document) {
        unique();
        something(document);
        oneSettingsRulePerTable();
        addedOnce();
        oneActionPerObject();
        typesBeforeMasks();
    }

    private void unique() {
        Map<Long, Rule> ids = new HashMap<>();
        Map<String, Rule> names = new HashMap<>();
        for (Located located : rules) {
            Rule rule = located.rule();
            Rule sameId = ids.putIfAbsent(rule.id(), rule);
            if (sameId != null) {
                findings.error("TM012", located.node(), "rule-id " + rule.id() + " is also that of " + quote(sameId));
            }
            Rule sameName = names.putIfAbsent(rule.name(), rule);
            if (sameName != null) {
                findings.warning(
                        "TM013",
                        located.node(),
                        "rule-name \"" + rule.name() + "\" is also that of rule " + sameName.id());
            }
        }
    }

    private void something(Node document) {
        boolean selects = rules.stream()
                .anyMatch(located -> located.rule() instanceof SelectionRule selection
                        && selection.action() != SelectionRule.Action.EXCLUDE);
        if (!selects && !findings.hasErrors()) {
            findings.error("TM004", document, "nothing is selected: add a selection rule with include or explicit");
        }
    }

    private void oneSettingsRulePerTable() {
        Map<Object, Rule> seen = new HashMap<>();
        for (Located located : rules) {
            if (located.rule() instanceof TableSettingsRule settings) {
                Rule first = seen.putIfAbsent(settings.table(), settings);
                if (first != null) {
                    findings.error(
                            "TM082",
                            located.node(),
                            "table " + settings.table() + " has settings in rule " + first.id());
                }
            }
        }
    }

    private void addedOnce() {
        Map<List<String>, Rule> seen = new HashMap<>();
        for (Located located : rules) {
            if (located.rule() instanceof TransformationRule rule
                    && rule.action() instanceof Transformation.AddColumn added) {
                List<String> column = List.of(
                        rule.schema().text(),
                        rule.table().text(),
                        added.column().toLowerCase(Locale.ROOT));
                Rule first = seen.putIfAbsent(column, rule);
                if (first != null) {
                    findings.error(
                            "TM056",
                            located.node(),
                            "column \"" + added.column() + "\" is already added by rule " + first.id());
                }
            }
        }
    }

    /** DMS changes an object once, by the rule with the lowest id. */
    private void oneActionPerObject() {
        for (TransformationRule.Target target : TransformationRule.Target.values()) {
            List<Located> same = rules.stream()
                    .filter(located -> located.rule() instanceof TransformationRule rule
                            && rule.target() == target
                            && Precedence.competes(rule.action()))
                    .sorted(Comparator.comparingLong(located -> located.rule().id()))
                    .toList();
            for (int later = 1; later < same.size(); later++) {
                Optional<Located> earlier = firstOverlap(same, later);
                if (earlier.isPresent()) {
                    report(earlier.get(), same.get(later));
                }
            }
        }
    }

    private static Optional<Located> firstOverlap(List<Located> rules, int later) {
        return rules.subList(0, later).stream()
                .filter(located -> overlap(located.rule(), rules.get(later).rule()))
                .findFirst();
    }

    private void report(Located earlier, Located later) {
        TransformationRule winner = (TransformationRule) earlier.rule();
        TransformationRule loser = (TransformationRule) later.rule();
        String once = quote(loser) + " comes after " + quote(winner) + ": DMS changes each " + word(winner)
                + " once, by the lower rule-id";
        if (winner.locator().equals(loser.locator())) {
            findings.error("TM054", later.node(), once + "; keep one of them");
        } else if (contains(loser, winner)) {
            findings.info("TM054", later.node(), once + ", so it passes over what rule " + winner.id() + " changes");
        } else {
            findings.warning("TM054", later.node(), once + "; where both match it has no effect");
        }
    }

    private void typesBeforeMasks() {
        for (Located typed : rules) {
            if (typed.rule() instanceof TransformationRule change
                    && change.action() instanceof Transformation.ChangeDataType) {
                rules.stream()
                        .filter(other -> other.rule() instanceof TransformationRule mask
                                && mask.action() instanceof Transformation.Masking
                                && mask.id() < change.id()
                                && mask.locator().equals(change.locator()))
                        .forEach(other -> findings.error(
                                "TM052",
                                typed.node(),
                                quote(change) + " must have a lower rule-id than the masking rule "
                                        + other.rule().id()));
            }
        }
    }

    private static boolean overlap(Rule one, Rule other) {
        TransformationRule a = (TransformationRule) one;
        TransformationRule b = (TransformationRule) other;
        boolean types =
                a.dataType().isEmpty() || b.dataType().isEmpty() || a.dataType().equals(b.dataType());
        return types && meet(a.schema(), b.schema()) && meet(a.table(), b.table()) && meet(a.column(), b.column());
    }

    private static boolean meet(NamePattern a, NamePattern b) {
        return a.matches(b.text()) || b.matches(a.text());
    }

    private static boolean contains(TransformationRule wide, TransformationRule narrow) {
        return wide.schema().matches(narrow.schema().text())
                && wide.table().matches(narrow.table().text())
                && wide.column().matches(narrow.column().text());
    }

    private static String word(TransformationRule rule) {
        return rule.target().word();
    }

    private static String quote(Rule rule) {
        return "rule " + rule.id() + " (" + rule.describe() + ")";
    }
}
