package io.dmskit.local.engine;

import io.dmskit.local.engine.apply.ApplySettings;
import io.dmskit.local.engine.apply.ErrorPolicy;
import io.dmskit.local.engine.load.FullLoad;
import io.dmskit.local.engine.validate.ValidationPolicy;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.ChangeProcessingDdlHandlingPolicy;
import io.dmskit.settings.ChangeProcessingTuning;
import io.dmskit.settings.ControlTablesSettings;
import io.dmskit.settings.ErrorBehavior;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import io.dmskit.settings.Setting;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The task settings that the engine follows.
 *
 * @param prepMode TargetTablePrepMode
 * @param keyAfterLoad CreatePkAfterFullLoad
 * @param readers MaxFullLoadSubTasks
 * @param stopBeforeCached StopTaskCachedChangesNotApplied
 * @param stopAfterCached StopTaskCachedChangesApplied
 * @param failWithoutTables FailOnNoTablesCaptured
 * @param stopOnTableError whether TableErrorPolicy is STOP_TASK
 * @param targetSchema TargetSchema, if given
 * @param controlSchema ControlSchema, or the engine's default
 * @param apply how changes are applied
 * @param validation how rows are compared, if they are
 */
record RunSettings(
        TargetTablePrepMode prepMode,
        boolean keyAfterLoad,
        int readers,
        boolean stopBeforeCached,
        boolean stopAfterCached,
        boolean failWithoutTables,
        boolean stopOnTableError,
        Optional<String> targetSchema,
        String controlSchema,
        ApplySettings apply,
        ValidationPolicy validation) {
    /** Where DMS puts control tables on a PostgreSQL target. */
    private static final String DEFAULT_CONTROL_SCHEMA = "public";

    /** Returns how many sessions read these tables at once. */
    int readersFor(List<TablePlan> plans) {
        int units = plans.stream()
                .mapToInt(plan -> plan.ranges()
                        .map(ranges -> ranges.boundaries().size() + 1)
                        .orElse(1))
                .sum();
        return Math.max(1, Math.min(readers, units));
    }

    FullLoad.Policy loadPolicy(FullLoad.Occasion occasion) {
        return new FullLoad.Policy(keyAfterLoad, stopOnTableError, occasion);
    }

    static RunSettings of(TaskSettings settings) {
        return new RunSettings(
                settings.get(FullLoadSettings.TARGET_TABLE_PREP_MODE),
                settings.get(FullLoadSettings.CREATE_PK_AFTER_FULL_LOAD),
                settings.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS),
                settings.get(FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED),
                settings.get(FullLoadSettings.STOP_TASK_CACHED_CHANGES_APPLIED),
                settings.get(ErrorBehavior.FAIL_ON_NO_TABLES_CAPTURED),
                settings.get(ErrorBehavior.TABLE_ERROR_POLICY) == ErrorBehavior.TablePolicy.STOP_TASK,
                Optional.of(settings.get(TargetMetadata.TARGET_SCHEMA)).filter(schema -> !schema.isEmpty()),
                Optional.of(settings.get(ControlTablesSettings.CONTROL_SCHEMA))
                        .filter(schema -> !schema.isEmpty())
                        .orElse(DEFAULT_CONTROL_SCHEMA),
                applySettings(settings),
                ValidationPolicy.of(settings));
    }

    private static ApplySettings applySettings(TaskSettings settings) {
        return new ApplySettings(
                settings.get(ChangeProcessingTuning.MIN_TRANSACTION_SIZE),
                Duration.ofSeconds(settings.get(ChangeProcessingTuning.COMMIT_TIMEOUT)),
                policy(settings, ErrorBehavior.APPLY_ERROR_INSERT_POLICY),
                policy(settings, ErrorBehavior.APPLY_ERROR_UPDATE_POLICY),
                policy(settings, ErrorBehavior.APPLY_ERROR_DELETE_POLICY),
                policy(settings, ErrorBehavior.DATA_ERROR_POLICY),
                policy(settings, ErrorBehavior.TABLE_ERROR_POLICY),
                settings.get(ErrorBehavior.FULL_LOAD_IGNORE_CONFLICTS),
                settings.get(ChangeProcessingDdlHandlingPolicy.HANDLE_SOURCE_TABLE_TRUNCATED),
                settings.get(ChangeProcessingDdlHandlingPolicy.HANDLE_SOURCE_TABLE_ALTERED));
    }

    private static ErrorPolicy policy(TaskSettings settings, Setting<? extends Enum<?>> setting) {
        return ErrorPolicy.valueOf(settings.get(setting).name());
    }
}
