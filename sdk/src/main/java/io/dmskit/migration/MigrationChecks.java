package io.dmskit.migration;

import io.dmskit.document.Finding;
import java.util.List;

/**
 * Checks that no single document can show: table mappings and task settings against each other, the migration type, the engines,
 * the instance and the source's tables. What is not known is not complained of.
 *
 * <p>Left out is what depends on a task that exists: a change that DMS refuses ({@link
 * io.dmskit.settings.SettingsDiff#refused}), and transformations that change under a task which is then resumed instead of
 * reloaded.
 */
public final class MigrationChecks {
    private MigrationChecks() {}

    /** Returns what does not go together, mappings first, each in document order; empty if nothing is wrong. */
    public static List<Finding> of(Surroundings surroundings) {
        Report report = new Report(surroundings);
        surroundings.mappings().ifPresent(document -> {
            new RulesInContext(surroundings, document, report).run();
            new TableSettingsInContext(surroundings, document, report).run();
        });
        surroundings.settings().ifPresent(document -> {
            new TargetInContext(surroundings, document, report).run();
            new SectionsInContext(surroundings, document, report).run();
            new TypeInContext(surroundings, document, report).run();
        });
        new TablesInContext(surroundings, report).run();
        return report.all().inDocumentOrder();
    }
}
