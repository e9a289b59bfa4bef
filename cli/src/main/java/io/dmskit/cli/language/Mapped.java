package io.dmskit.cli.language;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.settings.TaskSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Table mappings with what else decides about the target's names.
 *
 * @param name of the migration or the file
 * @param mappings without errors
 * @param settings the task's settings; defaults for mappings alone
 * @param findings what lint has to say of the mappings
 */
public record Mapped(String name, TableMappings mappings, TaskSettings settings, List<Finding> findings) {
    /**
     * Reads table mappings, or all migrations of a migration file.
     *
     * @throws InvalidDocumentException with every error
     */
    public static List<Mapped> read(String argument, InputStream input) {
        Source source = Source.read(argument, input);
        boolean migration = DocumentKind.of(source)
                .filter(kind -> kind == DocumentKind.MIGRATION)
                .isPresent();
        if (migration) {
            List<Finding> findings = MigrationFile.lint(Path.of(argument));
            return MigrationFile.read(Path.of(argument)).stream()
                    .map(one -> of(one, findings))
                    .toList();
        }
        MappingDocument document = MappingDocument.read(source.name(), source.text());
        return List.of(new Mapped(source.name(), document.valid(), TaskSettings.DEFAULTS, document.findings()));
    }

    private static Mapped of(Migration migration, List<Finding> findings) {
        return new Mapped(migration.name(), migration.tableMappings(), migration.taskSettings(), findings);
    }

    /**
     * Carries out the rules.
     *
     * @throws InvalidMappingException if rules and catalog do not go together
     */
    public MappingPlan plan(Catalog catalog) {
        return MappingPlan.of(mappings, catalog, Optional.of(settings.get(TargetMetadata.TARGET_SCHEMA)));
    }
}
