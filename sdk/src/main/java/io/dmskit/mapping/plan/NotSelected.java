package io.dmskit.mapping.plan;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.document.NearestWord;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.SelectionRule;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A table or view of the source that does not go, and why.
 *
 * @param name the table
 * @param reason why it does not go
 * @param rules the selection rules that the reason speaks of; none where nothing comes near
 */
public record NotSelected(TableName name, Reason reason, List<SelectionRule> rules) {
    private static final int FAR = 1000;

    /** Why a table does not go. */
    public enum Reason {
        /** A rule excludes it. */
        EXCLUDED,
        /** A rule matches its name, but not what it is: a table or a view. */
        OTHER_KIND,
        /** A rule would match if case did not count. */
        OTHER_CASE,
        /** A rule names something spelt nearly like it. */
        NEAR_MISS,
        /** No rule comes near. */
        NO_RULE
    }

    /** Copies the list. */
    public NotSelected {
        rules = List.copyOf(rules);
    }

    /** Returns why {@code table}, which {@code rules} do not select, is left out. */
    static NotSelected of(Table table, List<SelectionRule> rules) {
        TableName name = table.name();
        List<SelectionRule> named = only(
                rules,
                rule -> rule.schema().matches(name.schema()) && rule.table().matches(name.table()));
        List<SelectionRule> excludes =
                only(named, rule -> excludes(rule) && Selection.takes(rule.tableType(), table.kind()));
        if (!excludes.isEmpty()) {
            return new NotSelected(name, Reason.EXCLUDED, excludes);
        }
        List<SelectionRule> otherKind = only(named, rule -> !excludes(rule));
        if (!otherKind.isEmpty()) {
            return new NotSelected(name, Reason.OTHER_KIND, otherKind);
        }
        List<SelectionRule> otherCase = only(rules, rule -> !excludes(rule) && matchesInOtherCase(rule, name));
        if (!otherCase.isEmpty()) {
            return new NotSelected(name, Reason.OTHER_CASE, otherCase);
        }
        return rules.stream()
                .filter(rule -> !excludes(rule) && distance(rule, name) <= limit(name))
                .min(Comparator.comparingInt(rule -> distance(rule, name)))
                .map(rule -> new NotSelected(name, Reason.NEAR_MISS, List.of(rule)))
                .orElseGet(() -> new NotSelected(name, Reason.NO_RULE, List.of()));
    }

    /** Returns the reason as one sentence. */
    public String describe() {
        return switch (reason) {
            case EXCLUDED -> name + " is excluded by " + quoted();
            case OTHER_KIND ->
                name
                        + (rules.get(0).tableType() == SelectionRule.TableType.TABLE
                                ? " is a view, and " + quoted() + " takes tables only"
                                : " is a table, and " + quoted() + " takes views only");
            case OTHER_CASE -> "no rule matches " + name + "; " + quoted() + " would if case did not count";
            case NEAR_MISS -> {
                int letters = distance(rules.get(0), name);
                yield "no rule matches " + name + "; nearest is " + quoted() + ", which differs by " + letters
                        + (letters == 1 ? " letter" : " letters");
            }
            case NO_RULE -> "no rule matches " + name;
        };
    }

    private String quoted() {
        SelectionRule rule = rules.get(0);
        return "rule " + rule.id() + " (" + rule.describe() + ")";
    }

    private static List<SelectionRule> only(List<SelectionRule> rules, Predicate<SelectionRule> condition) {
        return rules.stream().filter(condition).toList();
    }

    private static boolean excludes(SelectionRule rule) {
        return rule.action() == SelectionRule.Action.EXCLUDE;
    }

    private static boolean matchesInOtherCase(SelectionRule rule, TableName name) {
        return matchesInOtherCase(rule.schema(), name.schema()) && matchesInOtherCase(rule.table(), name.table());
    }

    private static boolean matchesInOtherCase(NamePattern pattern, String name) {
        return new NamePattern(pattern.text().toLowerCase(Locale.ROOT), pattern.underscoreIsWildcard())
                .matches(name.toLowerCase(Locale.ROOT));
    }

    /** Returns how many letters of the rule's exact names must change for it to match. */
    private static int distance(SelectionRule rule, TableName name) {
        return distance(rule.schema(), name.schema()) + distance(rule.table(), name.table());
    }

    private static int distance(NamePattern pattern, String name) {
        if (matchesInOtherCase(pattern, name)) {
            return 0;
        }
        return pattern.text().indexOf('%') < 0 ? Math.max(1, NearestWord.distance(pattern.text(), name)) : FAR;
    }

    private static int limit(TableName name) {
        return NearestWord.limit(name.table());
    }
}
