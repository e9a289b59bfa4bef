package io.dmskit.settings;

/** Section FullLoadSettings. */
public final class FullLoadSettings {
    /** What happens to a target table before the load; a missing one is created in every mode. */
    public enum TargetTablePrepMode {
        DO_NOTHING,
        DROP_AND_CREATE,
        TRUNCATE_BEFORE_LOAD
    }

    public static final Setting<TargetTablePrepMode> TARGET_TABLE_PREP_MODE = new Setting<>(
            "FullLoadSettings", "TargetTablePrepMode", TargetTablePrepMode.class, TargetTablePrepMode.DO_NOTHING);

    public static final Setting<Boolean> CREATE_PK_AFTER_FULL_LOAD =
            new Setting<>("FullLoadSettings", "CreatePkAfterFullLoad", Boolean.class, false);

    public static final Setting<Boolean> STOP_TASK_CACHED_CHANGES_APPLIED =
            new Setting<>("FullLoadSettings", "StopTaskCachedChangesApplied", Boolean.class, false);

    public static final Setting<Boolean> STOP_TASK_CACHED_CHANGES_NOT_APPLIED =
            new Setting<>("FullLoadSettings", "StopTaskCachedChangesNotApplied", Boolean.class, false);

    public static final Setting<Integer> MAX_FULL_LOAD_SUB_TASKS =
            new Setting<>("FullLoadSettings", "MaxFullLoadSubTasks", Integer.class, 8);

    private FullLoadSettings() {}
}
