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
 */
public record Surroundings(
        Optional<MigrationType> type,
        Optional<Engine> source,
        Optional<Engine> target,
        Optional<MappingDocument> mappings,
        Optional<SettingsDocument> settings,
        Optional<Catalog> catalog) {}
