package io.dmskit.mapping;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import io.dmskit.mapping.MappingReader.Located;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks across the rules of one document: what is unique; the rest is for {@link TransformationChecks} and {@link SelectionChecks}. */
final class MappingChecks {
    /** Takes some tenths of a second; only wildcards against wildcards count. */
    private static final int MOST_COMPARISONS = 2_000_000;

    private final List<Located> rules;
    private final Findings findings;

    MappingChecks(List<Located> rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
    }

    void run(Node document) {
        LocatorIndex.Effort effort = new LocatorIndex.Effort(MOST_COMPARISONS);
        unique();
        something(document);
        oneSettingsRulePerTable();
        new TransformationChecks(rules, findings, effort).run();
        new SelectionChecks(rules, findings, effort).run();
        if (effort.isSpent()) {
            findings.info(
                    "TM139", document, "there are so many wildcards that not all rules were compared with each other");
        }
    }

    private void unique() {
        Map<Long, Rule> ids = new HashMap<>();
        Map<String, Rule> names = new HashMap<>();
        for (Located located : rules) {
            Rule rule = located.rule();
            Rule sameId = ids.putIfAbsent(rule.id(), rule);
            if (sameId != null) {
                findings.error(
                        "TM012",
                        located.at("rule-id"),
                        "rule-id " + rule.id() + " is also that of " + quote(sameId)
                                + ": give each rule its own, or let format do it");
            }
            Rule sameName = names.putIfAbsent(rule.name(), rule);
            if (sameName != null) {
                findings.warning(
                        "TM013",
                        located.at("rule-name"),
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
                            located.at("object-locator"),
                            "table " + settings.table() + " has settings in rule " + first.id()
                                    + ": put them into one rule");
                }
            }
        }
    }

    /** Returns how a rule is called in a finding about another one. */
    static String quote(Rule rule) {
        return "rule " + rule.id() + " (" + rule.describe() + ")";
    }
}
