package io.dmskit.migration;

import io.dmskit.catalog.Catalog;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.SettingsDocument;
import java.util.Optional;

/**
 * What a migration's documents stand in: each part may be unknown, and then nothing is said that depends on it.
 *
 * @param type the migration type
 * @param source the source's engine
 * @param target the target's engine
 * @param mappings the table mappings
 * @param settings the task settings
 * @param catalog the source's tables
 * @param capacity what the task runs on
 * @param engineVersion version of DMS, such as {@code 3.5.4}
 */
public record Surroundings(
        Optional<MigrationType> type,
        Optional<Engine> source,
        Optional<Engine> target,
        Optional<MappingDocument> mappings,
        Optional<SettingsDocument> settings,
        Optional<Catalog> catalog,
        Optional<Capacity> capacity,
        Optional<String> engineVersion) {
    /** Surroundings without an instance. */
    public Surroundings(
            Optional<MigrationType> type,
            Optional<Engine> source,
            Optional<Engine> target,
            Optional<MappingDocument> mappings,
            Optional<SettingsDocument> settings,
            Optional<Catalog> catalog) {
        this(type, source, target, mappings, settings, catalog, Optional.empty(), Optional.empty());
    }

    /** Returns whether the type is known and is this one. */
    boolean isType(MigrationType wanted) {
        return type.filter(wanted::equals).isPresent();
    }

    /** Returns whether the type is known and replicates changes. */
    boolean replicates() {
        return type.filter(MigrationType::replicates).isPresent();
    }

    /** Returns whether the type is known and loads existing rows. */
    boolean loads() {
        return type.filter(MigrationType::loads).isPresent();
    }
}
