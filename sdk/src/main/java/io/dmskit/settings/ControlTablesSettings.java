package io.dmskit.settings;

import java.util.List;

/**
 * Section ControlTablesSettings: tables on the target in which the task reports on itself.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ControlTable.html">Task settings: ControlTablesSettings</a>
 */
public final class ControlTablesSettings {

    private static final String SECTION = "ControlTablesSettings";

    /** Schema of the control tables; empty: the engine's default place, {@code public} on PostgreSQL. Default: empty. */
    public static final Setting<String> CONTROL_SCHEMA =
            Setting.text(SECTION, "ControlSchema").whileReplicating();

    /** Length of one slot of awsdms_history, in minutes. Default 5; at least 1. */
    public static final Setting<Integer> HISTORY_TIMESLOT_IN_MINUTES = Setting.number(
                    SECTION, "HistoryTimeslotInMinutes", 5, 1, Integer.MAX_VALUE)
            .whileReplicating();

    /** Whether awsdms_history is kept. Default false. */
    public static final Setting<Boolean> HISTORY_TABLE_ENABLED =
            Setting.flag(SECTION, "HistoryTableEnabled", false).whileReplicating();

    /** Whether awsdms_suspended_tables is kept. Default false. */
    public static final Setting<Boolean> SUSPENDED_TABLES_TABLE_ENABLED =
            Setting.flag(SECTION, "SuspendedTablesTableEnabled", false).whileReplicating();

    /** Whether awsdms_status is kept. Default false. */
    public static final Setting<Boolean> STATUS_TABLE_ENABLED =
            Setting.flag(SECTION, "StatusTableEnabled", false).whileReplicating();

    /** Whether awsdms_full_load_exceptions is kept. Default false. */
    public static final Setting<Boolean> FULL_LOAD_EXCEPTION_TABLE_ENABLED =
            Setting.flag(SECTION, "FullLoadExceptionTableEnabled", false).whileLoading();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(
            CONTROL_SCHEMA,
            HISTORY_TIMESLOT_IN_MINUTES,
            HISTORY_TABLE_ENABLED,
            SUSPENDED_TABLES_TABLE_ENABLED,
            STATUS_TABLE_ENABLED,
            FULL_LOAD_EXCEPTION_TABLE_ENABLED);

    private ControlTablesSettings() {}
}
