package io.dmskit.mapping;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What table mappings do to a source catalog: the selected tables and how each lands on the target. The one place where rules
 * are carried out; everything else asks it.
 *
 * @param tables selected tables in load order: highest load-order first, then by name
 */
public record MappingPlan(List<TablePlan> tables) {
    /** Copies the list. */
    public MappingPlan {
        tables = List.copyOf(tables);
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
}
