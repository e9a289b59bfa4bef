package io.dmskit.mapping;

import io.dmskit.catalog.Catalog;
import java.util.List;
import java.util.Optional;

/** Carries out rules over a catalog; one instance, one plan. */
final class Planner {
    private final TableMappings mappings;
    private final Catalog catalog;
    private final Optional<String> targetSchema;

    Planner(TableMappings mappings, Catalog catalog, Optional<String> targetSchema) {
        this.mappings = mappings;
        this.catalog = catalog;
        this.targetSchema = targetSchema;
    }

    MappingPlan plan() {
        throw new AssertionError("to be written" + mappings + catalog + targetSchema + List.of());
    }
}
