package io.dmskit.mapping;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs in meaning between two table mappings. Order of rules, ids, names, formatting and nulls never show unless they
 * change what happens.
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
                : compare(says(before), says(after));
    }

    private static Map<String, String> says(TableMappings mappings) {
        Map<String, String> says = new LinkedHashMap<>();
        mappings.rules().forEach(rule -> says.put(rule.describe(), "yes"));
        return says;
    }

    /** Compares what is said of each subject. */
    static List<Change> compare(Map<String, String> before, Map<String, String> after) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        for (String subject : all.keySet()) {
            Optional<String> was = Optional.ofNullable(before.get(subject));
            Optional<String> is = Optional.ofNullable(after.get(subject));
            if (!was.equals(is)) {
                changes.add(new Change(subject, was, is));
            }
        }
        return changes;
    }
}
