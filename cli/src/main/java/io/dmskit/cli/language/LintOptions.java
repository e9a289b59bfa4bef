package io.dmskit.cli.language;

import io.dmskit.catalog.Catalog;
import io.dmskit.endpoint.Engine;
import io.dmskit.settings.MigrationType;
import java.util.Optional;

/**
 * What is known of a migration beside the documents; nothing is checked that depends on what is not.
 *
 * @param as what the documents are; told by their content if not given
 * @param type the migration type
 * @param source the source's engine
 * @param target the target's engine
 * @param catalog the source's tables
 * @param engineVersion the version of DMS
 */
public record LintOptions(
        Optional<DocumentKind> as,
        Optional<MigrationType> type,
        Optional<Engine> source,
        Optional<Engine> target,
        Optional<Catalog> catalog,
        Optional<String> engineVersion) {}
