package io.dmskit.settings;

import java.util.List;

/**
 * Section Logging: what the task logs; LogComponents and LogConfiguration are carried as JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html">Task settings: Logging</a>
 */
public final class Logging {

    private static final String SECTION = "Logging";

    /** Whether the task logs to CloudWatch Logs. Default false. */
    public static final Setting<Boolean> ENABLE_LOGGING = Setting.flag(SECTION, "EnableLogging", false);

    /** Whether statements without their data are logged. Default false. */
    public static final Setting<Boolean> ENABLE_LOG_CONTEXT = Setting.flag(SECTION, "EnableLogContext", false);

    /** Whether a change of the task deletes its log. Default false. */
    public static final Setting<Boolean> DELETE_TASK_LOGS = Setting.flag(SECTION, "DeleteTaskLogs", false);

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(ENABLE_LOGGING, ENABLE_LOG_CONTEXT, DELETE_TASK_LOGS);

    private Logging() {}
}
