package io.dmskit.settings;

import java.util.List;

/**
 * Section Logging: what the task logs.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html">Task settings: Logging</a>
 */
public final class Logging {

    private static final String SECTION = "Logging";
    private static final String CONFIGURATION = SECTION + ".LogConfiguration";

    /** Whether the task logs to CloudWatch Logs. Default false. */
    public static final Setting<Boolean> ENABLE_LOGGING = Setting.flag(SECTION, "EnableLogging", false);

    /** Whether statements without their data are logged; engine 3.5.0. Default false. */
    public static final Setting<Boolean> ENABLE_LOG_CONTEXT = Setting.flag(SECTION, "EnableLogContext", false);

    /** How much each component logs. Default: as DMS sees fit. */
    public static final Setting<LogComponents> LOG_COMPONENTS =
            Setting.structured(SECTION, "LogComponents", LogComponents.class, LogComponents.DEFAULT);

    /** Whether a change of the task deletes its log: an order, not a state, so that the service never returns it. Default false. */
    public static final Setting<Boolean> DELETE_TASK_LOGS = Setting.flag(SECTION, "DeleteTaskLogs", false);

    /** Size of the trace kept for errors, in MB; not described by the guide. Default 10; at least 0. */
    public static final Setting<Integer> TRACE_ON_ERROR_MB =
            Setting.number(CONFIGURATION, "TraceOnErrorMb", 10, 0, Integer.MAX_VALUE);

    /** Whether errors come with a trace; not described by the guide. Default false. */
    public static final Setting<Boolean> ENABLE_TRACE_ON_ERROR =
            Setting.flag(CONFIGURATION, "EnableTraceOnError", false);

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(ENABLE_LOGGING, ENABLE_LOG_CONTEXT, LOG_COMPONENTS, DELETE_TASK_LOGS);

    /** Every setting of the section LogConfiguration inside it. */
    static final List<Setting<?>> ALL_CONFIGURATION = List.of(TRACE_ON_ERROR_MB, ENABLE_TRACE_ON_ERROR);

    private Logging() {}
}
