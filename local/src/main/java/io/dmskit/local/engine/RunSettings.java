package io.dmskit.local.engine;

import io.dmskit.local.engine.apply.ApplySettings;
import io.dmskit.local.engine.apply.ErrorPolicy;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
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
        ApplySettings apply) {
    static RunSettings of(TaskSettings settings) {
        return new RunSettings(
                settings.get(FullLoadSettings.TARGET_TABLE_PREP_MODE),
                settings.get(FullLoadSettings.CREATE_PK_AFTER_FULL_LOAD),
                settings.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS),
                settings.get(FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED),
                settings.get(FullLoadSettings.STOP_TASK_CACHED_CHANGES_APPLIED),
                true,
                false,
                Optional.empty(),
                "public",
                applySettings());
    }

    private static ApplySettings applySettings() {
        return new ApplySettings(
                1000,
                Duration.ofSeconds(1),
                ErrorPolicy.LOG_ERROR,
                ErrorPolicy.LOG_ERROR,
                ErrorPolicy.IGNORE_RECORD,
                ErrorPolicy.LOG_ERROR,
                ErrorPolicy.SUSPEND_TABLE,
                true,
                true,
                true);
    }
}
