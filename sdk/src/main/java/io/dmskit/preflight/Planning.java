package io.dmskit.preflight;

import io.dmskit.catalog.Catalog;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.settings.TargetMetadata;
import java.util.Optional;

/** Carries the rules out over the source's catalog; what stands in the way is a finding. */
final class Planning {
    private static final String SUBJECT = "table mappings";

    private final Migration migration;
    private final Findings findings;

    Planning(Migration migration, Findings findings) {
        this.migration = migration;
        this.findings = findings;
    }

    Optional<MappingPlan> plan(Catalog catalog) {
        try {
            MappingPlan plan = MappingPlan.of(migration.tableMappings(), catalog, targetSchema());
            if (plan.tables().isEmpty()) {
                nothingSelected(catalog);
            }
            return Optional.of(plan);
        } catch (InvalidMappingException e) {
            e.problems()
                    .forEach(problem -> findings.add(PreflightFinding.error(
                            Check.MAPPING_CONFLICT, SUBJECT, problem, "change the rule, or the table it speaks of")));
            return Optional.empty();
        }
    }

    private void nothingSelected(Catalog catalog) {
        findings.add(
                catalog.tables().isEmpty()
                        ? PreflightFinding.error(
                                Check.NOTHING_SELECTED,
                                SUBJECT,
                                "no table is selected: the source has no tables",
                                "check the name of the database, and what its user may see")
                        : PreflightFinding.error(
                                Check.NOTHING_SELECTED,
                                SUBJECT,
                                "no table is selected: the source has "
                                        + catalog.tables().size() + " tables, such as "
                                        + catalog.tables().get(0).name(),
                                "include some of them; names are compared case by case"));
    }

    private Optional<String> targetSchema() {
        return Optional.of(migration.taskSettings().get(TargetMetadata.TARGET_SCHEMA))
                .filter(schema -> !schema.isEmpty());
    }
}
