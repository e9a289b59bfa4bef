package io.dmskit.migration;

import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.settings.BeforeImageSettings;
import io.dmskit.settings.ErrorBehavior;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.ResyncSettings;
import io.dmskit.settings.Setting;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TTSettings;
import io.dmskit.settings.ValidationSettings;
import java.util.Optional;
import java.util.function.Predicate;

/** The sections that a task has when it needs them, against migration type, engines and rules. */
final class SectionsInContext {
    private final Surroundings surroundings;
    private final SettingsDocument document;
    private final Report report;

    SectionsInContext(Surroundings surroundings, SettingsDocument document, Report report) {
        this.surroundings = surroundings;
        this.document = document;
        this.report = report;
    }

    void run() {
        validationOnly();
        validation();
        beforeImage();
        timeTravel();
        if (document.says(ResyncSettings.ENABLE_RESYNC, true)) {
            resync();
        }
        if (document.says(ErrorBehavior.DATA_MASKING_ERROR_POLICY, ErrorBehavior.Policy.LOG_ERROR)
                && hasTransformation(action -> action instanceof Transformation.Masking)) {
            report.warning(
                    "X29",
                    ErrorBehavior.DATA_MASKING_ERROR_POLICY,
                    "LOG_ERROR loads what cannot be masked as it is: use STOP_TASK, or SUSPEND_TABLE");
        }
    }

    private void validationOnly() {
        if (!document.says(ValidationSettings.VALIDATION_ONLY, true)) {
            return;
        }
        if (surroundings.isType(MigrationType.FULL_LOAD_AND_CDC)) {
            report.error(
                    "X17",
                    ValidationSettings.VALIDATION_ONLY,
                    "ValidationOnly needs migration type full-load or cdc: make a task of its own for it");
        }
        if (surroundings.isType(MigrationType.FULL_LOAD) && EngineGroup.S3.has(surroundings.target())) {
            report.error(
                    "X17",
                    ValidationSettings.VALIDATION_ONLY,
                    "ValidationOnly with target s3 needs migration type cdc");
        }
    }

    private void validation() {
        if (document.says(ValidationSettings.ENABLE_VALIDATION, true)) {
            endpoint("X19", ValidationSettings.ENABLE_VALIDATION, surroundings.source(), EngineGroup.VALIDATED_SOURCES);
            endpoint("X19", ValidationSettings.ENABLE_VALIDATION, surroundings.target(), EngineGroup.VALIDATED_TARGETS);
        }
    }

    private void endpoint(String code, Setting<Boolean> setting, Optional<Engine> engine, EngineGroup allowed) {
        if (allowed.hasNot(engine)) {
            report.error(
                    code,
                    setting,
                    setting.key() + " does not work with a "
                            + (engine.equals(surroundings.source()) ? "source " : "target ") + engine.orElseThrow()
                            + "; allowed: " + allowed);
        }
    }

    private void beforeImage() {
        Setting<Boolean> setting = BeforeImageSettings.ENABLE_BEFORE_IMAGE;
        if (!document.says(setting, true)) {
            return;
        }
        if (surroundings.isType(MigrationType.FULL_LOAD)) {
            report.error("X21", setting, "a full load has no before images: set EnableBeforeImage to false");
        }
        if (EngineGroup.S3.has(surroundings.target())) {
            report.error(
                    "X21",
                    setting,
                    "an S3 target takes before images by the rule add-before-image-columns, not by this");
        }
        if (hasTransformation(action -> action instanceof Transformation.AddBeforeImageColumns)) {
            report.error(
                    "X21",
                    setting,
                    "EnableBeforeImage does not go with a rule add-before-image-columns: leave one of them out");
        }
    }

    private boolean hasTransformation(Predicate<Transformation> wanted) {
        return surroundings.mappings().stream()
                .flatMap(mappings -> mappings.mappings().rules().stream())
                .anyMatch(rule ->
                        rule instanceof TransformationRule transformation && wanted.test(transformation.action()));
    }

    private void timeTravel() {
        if (!document.says(TTSettings.ENABLE_TT, true)) {
            return;
        }
        if (surroundings.isType(MigrationType.FULL_LOAD)) {
            report.error("X22", TTSettings.ENABLE_TT, "time travel logs changes: a full load has none");
        }
        endpoint("X22", TTSettings.ENABLE_TT, surroundings.source(), EngineGroup.TIME_TRAVEL_SOURCES);
        endpoint("X22", TTSettings.ENABLE_TT, surroundings.target(), EngineGroup.TIME_TRAVEL_TARGETS);
    }

    private void resync() {
        endpoint("X23", ResyncSettings.ENABLE_RESYNC, surroundings.source(), EngineGroup.RESYNC_SOURCES);
        endpoint("X23", ResyncSettings.ENABLE_RESYNC, surroundings.target(), EngineGroup.POSTGRES);
        if (surroundings.isType(MigrationType.FULL_LOAD)) {
            resyncOfFullLoad();
        } else if (surroundings.replicates()) {
            needed(ResyncSettings.RESYNC_SCHEDULE, "when, such as 0 3 * * 0");
            needed(ResyncSettings.MAX_RESYNC_TIME, "minutes, 5 to 14400");
        }
    }

    private void resyncOfFullLoad() {
        for (Setting<?> setting : new Setting<?>[] {ResyncSettings.RESYNC_SCHEDULE, ResyncSettings.MAX_RESYNC_TIME}) {
            if (document.changes(setting)) {
                report.error("X23", setting, "a full load resyncs once, after it: leave " + setting.key() + " out");
            }
        }
        if (!document.get(ValidationSettings.ENABLE_VALIDATION)) {
            report.error(
                    "X23",
                    ResyncSettings.ENABLE_RESYNC,
                    "a full load resyncs what it validated: set EnableValidation to true");
        }
    }

    private void needed(Setting<?> setting, String what) {
        if (document.place(setting).isEmpty()) {
            report.error(
                    "X23",
                    ResyncSettings.ENABLE_RESYNC,
                    "EnableResync needs a " + setting.key() + " while changes are replicated: " + what);
        }
    }
}
