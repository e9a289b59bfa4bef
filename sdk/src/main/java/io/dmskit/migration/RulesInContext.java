package io.dmskit.migration;

import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.mapping.ObjectMappingRule;
import io.dmskit.mapping.PostProcessingRule;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.ValidationRule;
import io.dmskit.settings.BeforeImageSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.Setting;
import io.dmskit.settings.ValidationSettings;
import java.util.List;
import java.util.stream.Stream;

/** Rules against migration type, engines and settings. */
final class RulesInContext {
    private final Surroundings surroundings;
    private final MappingDocument document;
    private final Report report;

    RulesInContext(Surroundings surroundings, MappingDocument document, Report report) {
        this.surroundings = surroundings;
        this.document = document;
        this.report = report;
    }

    void run() {
        rules(SelectionRule.class).forEach(this::selection);
        rules(TransformationRule.class).forEach(this::transformation);
        rules(ObjectMappingRule.class).forEach(this::objectMapping);
        rules(PostProcessingRule.class).forEach(this::tags);
        rules(ValidationRule.class).forEach(this::validation);
    }

    private <R extends Rule> Stream<R> rules(Class<R> type) {
        return document.mappings().rules().stream().filter(type::isInstance).map(type::cast);
    }

    private void selection(SelectionRule rule) {
        if (rule.action() != SelectionRule.Action.EXCLUDE) {
            views(rule);
        }
        boolean old = surroundings
                .engineVersion()
                .filter(RulesInContext::mixesNothing)
                .isPresent();
        if (old && rule.filters().stream().anyMatch(RulesInContext::isMixed)) {
            report.error(
                    "TM038",
                    rule,
                    "before engine version 3.5.0 a filter with a negative operator holds that one condition: write two"
                            + " filters");
        }
    }

    private void views(SelectionRule rule) {
        boolean serverless = surroundings
                .capacity()
                .filter(Capacity.Serverless.class::isInstance)
                .isPresent();
        if (!serverless && !surroundings.replicates()) {
            return;
        }
        if (rule.tableType() == SelectionRule.TableType.VIEW) {
            report.error(
                    "TM025",
                    rule,
                    serverless
                            ? "views do not go with serverless capacity: use an instance"
                            : "views go with migration type full-load only: move the rule into a task of that type");
        } else if (rule.tableType() == SelectionRule.TableType.ALL) {
            report.warning(
                    "TM025",
                    rule,
                    "table-type all takes no views "
                            + (serverless ? "on serverless capacity" : "while changes are replicated")
                            + ": only tables will go");
        }
    }

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.Filters.html. */
    private static boolean mixesNothing(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length >= 2
                && parts[0].equals("3")
                && parts[1].matches("\\d{1,4}")
                && Integer.parseInt(parts[1]) < 5;
    }

    private static boolean isMixed(ColumnFilter filter) {
        return filter.conditions().size() > 1
                && filter.conditions().stream()
                        .anyMatch(condition -> condition.operator().negative());
    }

    private void transformation(TransformationRule rule) {
        if (rule.target().isTablespace()
                && (EngineGroup.ORACLE.hasNot(surroundings.source())
                        || EngineGroup.ORACLE.hasNot(surroundings.target()))) {
            report.error("TM050", rule, "tablespaces are renamed from Oracle to Oracle only: leave the rule out");
        }
        if (!(rule.action() instanceof Transformation.AddBeforeImageColumns)) {
            return;
        }
        if (surroundings.isType(MigrationType.FULL_LOAD)) {
            report.error("TM058", rule, "a full load has no before images: leave the rule out");
        }
        if (says(BeforeImageSettings.ENABLE_BEFORE_IMAGE, true)) {
            report.error(
                    "TM058",
                    rule,
                    "add-before-image-columns does not go with BeforeImageSettings.EnableBeforeImage: use the rule for S3"
                            + " and relational targets, the setting for streams");
        }
    }

    private void objectMapping(ObjectMappingRule rule) {
        if (EngineGroup.OBJECT_MAPPING.hasNot(surroundings.target())) {
            report.error(
                    "TM090",
                    rule,
                    "object mappings are for targets " + EngineGroup.OBJECT_MAPPING + ": leave the rule out");
        }
        List<Long> transformations =
                rules(TransformationRule.class).map(TransformationRule::id).toList();
        if (EngineGroup.KAFKA.has(surroundings.target()) && !transformations.isEmpty()) {
            report.error(
                    "TM057",
                    rule,
                    "Kafka takes object mappings or transformations, not both: leave out this rule or rules "
                            + transformations);
        }
    }

    private void tags(PostProcessingRule rule) {
        if (EngineGroup.S3.hasNot(surroundings.target())) {
            report.error("TM101", rule, "tags are for S3 targets: leave the rule out");
        }
    }

    private void validation(ValidationRule rule) {
        boolean disabled = surroundings
                .settings()
                .filter(settings -> !settings.get(ValidationSettings.ENABLE_VALIDATION))
                .isPresent();
        if (disabled) {
            report.warning(
                    "TM111",
                    rule,
                    "nothing is validated, so that the rule has no effect: set EnableValidation to true");
        }
    }

    private <T> boolean says(Setting<T> setting, T value) {
        return surroundings
                .settings()
                .filter(settings -> settings.says(setting, value))
                .isPresent();
    }
}
