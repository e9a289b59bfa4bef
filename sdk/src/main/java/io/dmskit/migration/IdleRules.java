package io.dmskit.migration;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.document.NearestWord;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.plan.MappingPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that decide nothing about the tables this source has: mostly a name misspelt, or in the wrong case. */
final class IdleRules {
    private final Catalog catalog;
    private final MappingPlan plan;
    private final Report report;

    IdleRules(Catalog catalog, MappingPlan plan, Report report) {
        this.catalog = catalog;
        this.plan = plan;
        this.report = report;
    }

    void of(TableMappings mappings) {
        Set<Rule> deciding = deciding();
        mappings.rules().stream()
                .filter(rule -> !deciding.contains(rule) && !isIncludeColumn(rule) && !excludes(rule))
                .forEach(rule -> report.warning("TM134", rule, complaint(rule)));
    }

    private Set<Rule> deciding() {
        Set<Rule> deciding = new HashSet<>();
        plan.tables().forEach(table -> {
            deciding.addAll(table.decidedBy());
            table.columns().forEach(column -> deciding.addAll(column.decidedBy()));
            table.removed().forEach(removed -> deciding.add(removed.rule()));
        });
        return deciding;
    }

    /** It decides by what it does not name. */
    private static boolean isIncludeColumn(Rule rule) {
        return rule instanceof TransformationRule transformation
                && transformation.action() instanceof Transformation.IncludeColumn;
    }

    private boolean excludes(Rule rule) {
        return rule instanceof SelectionRule selection
                && selection.action() == SelectionRule.Action.EXCLUDE
                && plan.leftOut().stream().anyMatch(table -> names(selection, table));
    }

    private static boolean names(SelectionRule rule, Table table) {
        return rule.schema().matches(table.name().schema())
                && rule.table().matches(table.name().table());
    }

    private String complaint(Rule rule) {
        if (!(rule instanceof SelectionRule selection)) {
            return rule.describe() + " changes nothing of the tables that are selected here";
        }
        return selection.describe() + " matches nothing that the source has" + nearest(selection);
    }

    private String nearest(SelectionRule rule) {
        List<String> names =
                catalog.tables().stream().map(table -> table.name().toString()).toList();
        return NearestWord.to(rule.schema() + "." + rule.table(), names)
                .map(near -> ", did you mean " + near + "?")
                .orElse("; its schemas are "
                        + catalog.tables().stream()
                                .map(table -> table.name().schema())
                                .distinct()
                                .limit(5)
                                .toList());
    }
}
