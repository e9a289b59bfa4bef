package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.document.NearestWord;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What table mappings do to a source catalog: the selected tables and how each lands on the target. The one place where rules
 * are carried out; everything else asks it.
 *
 * @param tables selected tables in load order: highest load-order first, then by name
 * @param leftOut tables and views of the source that do not go, by name
 * @param selection the rules that selected
 */
public record MappingPlan(List<TablePlan> tables, List<Table> leftOut, List<SelectionRule> selection) {
    /** Copies the lists. */
    public MappingPlan {
        tables = List.copyOf(tables);
        leftOut = List.copyOf(leftOut);
        selection = List.copyOf(selection);
    }

    /** A plan of these tables, and no others. */
    public MappingPlan(List<TablePlan> tables) {
        this(tables, List.of(), List.of());
    }

    /**
     * Carries out the rules.
     *
     * @param mappings the rules
     * @param catalog the source's tables
     * @param targetSchema {@code TargetMetadata.TargetSchema}: the schema on the target unless a rule renames it
     * @return the plan; with no tables when nothing is selected
     * @throws InvalidMappingException if rules and catalog do not go together; it names every conflict
     */
    public static MappingPlan of(TableMappings mappings, Catalog catalog, Optional<String> targetSchema) {
        return new Planner(mappings, catalog, targetSchema).plan();
    }

    /** Returns the plan of this source table, if it is selected. */
    public Optional<TablePlan> table(TableName source) {
        return tables.stream()
                .filter(table -> table.source().name().equals(source))
                .findFirst();
    }

    /** Returns why each table that does not go stays, by name. Looks for near misses; not for a loop. */
    public List<NotSelected> notSelected() {
        return leftOut.stream().map(table -> NotSelected.of(table, selection)).toList();
    }

    /** Returns one sentence on why a table goes or does not; of a table that the source does not have, that it has not. */
    public String why(TableName name) {
        Optional<TablePlan> selected = table(name);
        if (selected.isPresent()) {
            return name + " is selected by " + selecting(selected.get()) + " and lands as "
                    + selected.get().target();
        }
        return leftOut.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .map(table -> NotSelected.of(table, selection).describe())
                .orElseGet(() -> "the source has no table " + name + nearest(name));
    }

    private static String selecting(TablePlan table) {
        return table.decidedBy().stream()
                .filter(SelectionRule.class::isInstance)
                .map(SelectionRule.class::cast)
                .filter(rule -> rule.action() != SelectionRule.Action.EXCLUDE)
                .map(rule -> "rule " + rule.id() + " (" + rule.describe() + ")")
                .collect(Collectors.joining(", "));
    }

    private String nearest(TableName name) {
        List<String> names = Stream.concat(tables.stream().map(TablePlan::source), leftOut.stream())
                .map(table -> table.name().toString())
                .toList();
        return NearestWord.to(name.toString(), names)
                .map(near -> ", did you mean " + near + "?")
                .orElse("");
    }
}
