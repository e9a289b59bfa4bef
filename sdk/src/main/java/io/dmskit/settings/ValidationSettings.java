package io.dmskit.settings;

import java.util.List;

/**
 * Section ValidationSettings: comparison of source and target rows by DMS; the service leaves the section out when it is not used.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.DataValidation.html">Task settings: ValidationSettings</a>
 */
public final class ValidationSettings {
    /** What is compared. */
    public enum ValidationMode {
        ROW_LEVEL,
        GROUP_LEVEL
    }

    private static final String SECTION = "ValidationSettings";

    /** Whether rows are compared. Default false. */
    public static final Setting<Boolean> ENABLE_VALIDATION = Setting.flag(SECTION, "EnableValidation", false);

    /** What is compared. Default {@code ROW_LEVEL}. */
    public static final Setting<ValidationMode> VALIDATION_MODE =
            Setting.word(SECTION, "ValidationMode", ValidationMode.ROW_LEVEL);

    /** Threads that compare. Default 5; at least 1. */
    public static final Setting<Integer> THREAD_COUNT = Setting.number(SECTION, "ThreadCount", 5, 1, Integer.MAX_VALUE);

    /** Rows compared in one go. Default 10000; at least 1. */
    public static final Setting<Integer> PARTITION_SIZE =
            Setting.number(SECTION, "PartitionSize", 10000, 1, Integer.MAX_VALUE);

    /** Failed records of the task before validation ends. Default 10000; at least 0. */
    public static final Setting<Integer> FAILURE_MAX_COUNT =
            Setting.number(SECTION, "FailureMaxCount", 10000, 0, Integer.MAX_VALUE);

    /** Failed records of a table before its validation ends. Default 1000; at least 0. */
    public static final Setting<Integer> TABLE_FAILURE_MAX_COUNT =
            Setting.number(SECTION, "TableFailureMaxCount", 1000, 0, Integer.MAX_VALUE);

    /** Minutes before a difference counts as failed. Default 5; at least 0. */
    public static final Setting<Integer> RECORD_FAILURE_DELAY_IN_MINUTES =
            Setting.number(SECTION, "RecordFailureDelayInMinutes", 5, 0, Integer.MAX_VALUE);

    /** Most minutes before a difference counts as failed, whatever the latency; 0: none. Default 0; at least 0. */
    public static final Setting<Integer> RECORD_FAILURE_DELAY_LIMIT_IN_MINUTES =
            Setting.number(SECTION, "RecordFailureDelayLimitInMinutes", 0, 0, Integer.MAX_VALUE);

    /** Minutes before a table with too many failures is suspended. Default 30; at least 0. */
    public static final Setting<Integer> RECORD_SUSPEND_DELAY_IN_MINUTES =
            Setting.number(SECTION, "RecordSuspendDelayInMinutes", 30, 0, Integer.MAX_VALUE);

    /** Largest key column; not described by the guide. Default 8096; at least 0. */
    public static final Setting<Integer> MAX_KEY_COLUMN_SIZE =
            Setting.number(SECTION, "MaxKeyColumnSize", 8096, 0, Integer.MAX_VALUE);

    /** Whether the task only compares; never changes after the task is made. Default false. */
    public static final Setting<Boolean> VALIDATION_ONLY = Setting.flag(SECTION, "ValidationOnly", false);

    /** Whether different collations are allowed for. Default false. */
    public static final Setting<Boolean> HANDLE_COLLATION_DIFF = Setting.flag(SECTION, "HandleCollationDiff", false);

    /** Whether LOB columns are left out. Default false. */
    public static final Setting<Boolean> SKIP_LOB_COLUMNS = Setting.flag(SECTION, "SkipLobColumns", false);

    /** Compared part of a LOB in KB; 0: all of it. Default 0; at least 0. */
    public static final Setting<Integer> VALIDATION_PARTIAL_LOB_SIZE =
            Setting.number(SECTION, "ValidationPartialLobSize", 0, 0, Integer.MAX_VALUE);

    /** Seconds before a changed row is compared. Default 0; at least 0. */
    public static final Setting<Integer> VALIDATION_QUERY_CDC_DELAY_SECONDS = Setting.number(
                    SECTION, "ValidationQueryCdcDelaySeconds", 0, 0, Integer.MAX_VALUE)
            .whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(
            ENABLE_VALIDATION,
            VALIDATION_MODE,
            THREAD_COUNT,
            PARTITION_SIZE,
            FAILURE_MAX_COUNT,
            TABLE_FAILURE_MAX_COUNT,
            RECORD_FAILURE_DELAY_IN_MINUTES,
            RECORD_FAILURE_DELAY_LIMIT_IN_MINUTES,
            RECORD_SUSPEND_DELAY_IN_MINUTES,
            MAX_KEY_COLUMN_SIZE,
            VALIDATION_ONLY,
            HANDLE_COLLATION_DIFF,
            SKIP_LOB_COLUMNS,
            VALIDATION_PARTIAL_LOB_SIZE,
            VALIDATION_QUERY_CDC_DELAY_SECONDS);

    private ValidationSettings() {}
}
