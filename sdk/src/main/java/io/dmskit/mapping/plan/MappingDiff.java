package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Change;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.TableMappings;
import java.util.List;
import java.util.Optional;

/**
 * What differs in meaning between two table mappings. The order of rules, their ids and names, formatting and nulls never show
 * unless they change what happens.
 */
public final class MappingDiff {
    private MappingDiff() {}

    /**
     * Compares two documents.
     *
     * @param before the old rules
     * @param after the new rules
     * @param catalog the source, if known: then plans are compared, table by table and column by column; else what the rules say
     *     of each subject
     * @throws InvalidMappingException if one of them does not go together with the catalog
     */
    public static List<Change> between(TableMappings before, TableMappings after, Optional<Catalog> catalog) {
        return catalog.isPresent()
                ? PlanDiff.between(
                        MappingPlan.of(before, catalog.get(), Optional.empty()),
                        MappingPlan.of(after, catalog.get(), Optional.empty()))
                : RuleDiff.between(before, after);
    }
}
