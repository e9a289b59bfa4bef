package io.dmskit.migration;

import io.dmskit.document.Finding;
import java.util.List;

/**
 * Checks that no single document can show: table mappings and task settings against each other, the migration type, the engines
 * and the source's tables.
 */
public final class MigrationChecks {
    private MigrationChecks() {}

    /** Returns what does not go together, mappings first, each in document order; empty if nothing is wrong. */
    public static List<Finding> of(Surroundings surroundings) {
        return List.of();
    }
}
