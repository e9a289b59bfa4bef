package io.dmskit.settings;

import java.util.List;

/**
 * Section ResyncSettings: repair of rows that validation found to differ; the service leaves the section out when it is not used.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.DataResyncSettings.html">Task settings: ResyncSettings</a>
 */
public final class ResyncSettings {

    private static final String SECTION = "ResyncSettings";

    /** Whether differing rows are repaired. Default false. */
    public static final Setting<Boolean> ENABLE_RESYNC = Setting.flag(SECTION, "EnableResync", false);

    /** When, as five cron fields of digits; not for full-load tasks. Default: empty. */
    public static final Setting<String> RESYNC_SCHEDULE =
            Setting.text(SECTION, "ResyncSchedule").whileReplicating();

    /** Most minutes of a repair; 0 stands for not given. Default 0; 5 to 14400. */
    public static final Setting<Integer> MAX_RESYNC_TIME = Setting.number(SECTION, "MaxResyncTime", 0, 5, 14400)
            .outsideIs("X23")
            .whileReplicating();

    /** Last part of the ARN of the validation-only task, if this task does not validate. Default: empty. */
    public static final Setting<String> VALIDATION_TASK_ID = Setting.text(SECTION, "ValidationTaskId");

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(ENABLE_RESYNC, RESYNC_SCHEDULE, MAX_RESYNC_TIME, VALIDATION_TASK_ID);

    private ResyncSettings() {}
}
