package io.dmskit.settings;

import java.util.List;

/**
 * Section FullLoadSettings: how existing rows are loaded.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.FullLoad.html">Task settings: FullLoadSettings</a>
 */
public final class FullLoadSettings {
    /** What happens to a target table before the load; a missing one is created in every mode. */
    public enum TargetTablePrepMode {
        DO_NOTHING,
        DROP_AND_CREATE,
        TRUNCATE_BEFORE_LOAD
    }

    private static final String SECTION = "FullLoadSettings";

    /** What happens to a target table before the load. Default {@code DO_NOTHING}. */
    public static final Setting<TargetTablePrepMode> TARGET_TABLE_PREP_MODE = Setting.word(
                    SECTION, "TargetTablePrepMode", TargetTablePrepMode.DO_NOTHING)
            .whileLoading();

    /** Whether keys are made after the load rather than before. Default false. */
    public static final Setting<Boolean> CREATE_PK_AFTER_FULL_LOAD =
            Setting.flag(SECTION, "CreatePkAfterFullLoad", false).whileLoading();

    /** Whether the task stops once the changes cached during the load are applied. Default false. */
    public static final Setting<Boolean> STOP_TASK_CACHED_CHANGES_APPLIED =
            Setting.flag(SECTION, "StopTaskCachedChangesApplied", false).betweenBoth();

    /** Whether the task stops after the load, before cached changes are applied. Default false. */
    public static final Setting<Boolean> STOP_TASK_CACHED_CHANGES_NOT_APPLIED =
            Setting.flag(SECTION, "StopTaskCachedChangesNotApplied", false).betweenBoth();

    /** Tables, or segments of tables, loaded at the same time. Default 8; 1 to 49. */
    public static final Setting<Integer> MAX_FULL_LOAD_SUB_TASKS =
            Setting.number(SECTION, "MaxFullLoadSubTasks", 8, 1, 49).whileLoading();

    /** Seconds to wait for open transactions before the load. Default 600; at least 0. */
    public static final Setting<Integer> TRANSACTION_CONSISTENCY_TIMEOUT = Setting.number(
                    SECTION, "TransactionConsistencyTimeout", 600, 0, Integer.MAX_VALUE)
            .betweenBoth();

    /** Rows transferred together. Default 10000; 1 to 50000. */
    public static final Setting<Integer> COMMIT_RATE =
            Setting.number(SECTION, "CommitRate", 10000, 1, 50000).whileLoading();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(
            TARGET_TABLE_PREP_MODE,
            CREATE_PK_AFTER_FULL_LOAD,
            STOP_TASK_CACHED_CHANGES_APPLIED,
            STOP_TASK_CACHED_CHANGES_NOT_APPLIED,
            MAX_FULL_LOAD_SUB_TASKS,
            TRANSACTION_CONSISTENCY_TIMEOUT,
            COMMIT_RATE);

    private FullLoadSettings() {}
}
