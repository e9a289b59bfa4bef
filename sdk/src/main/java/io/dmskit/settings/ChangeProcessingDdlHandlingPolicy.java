package io.dmskit.settings;

import java.util.List;

/**
 * Section ChangeProcessingDdlHandlingPolicy: which changes of table definitions are carried over.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.DDLHandling.html">Task settings: ChangeProcessingDdlHandlingPolicy</a>
 */
public final class ChangeProcessingDdlHandlingPolicy {

    private static final String SECTION = "ChangeProcessingDdlHandlingPolicy";

    /** Whether a dropped table is dropped on the target. Default true. */
    public static final Setting<Boolean> HANDLE_SOURCE_TABLE_DROPPED =
            Setting.flag(SECTION, "HandleSourceTableDropped", true).whileReplicating();

    /** Whether a truncated table is truncated on the target. Default true. */
    public static final Setting<Boolean> HANDLE_SOURCE_TABLE_TRUNCATED =
            Setting.flag(SECTION, "HandleSourceTableTruncated", true).whileReplicating();

    /** Whether an altered table is altered on the target. Default true. */
    public static final Setting<Boolean> HANDLE_SOURCE_TABLE_ALTERED =
            Setting.flag(SECTION, "HandleSourceTableAltered", true).whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL =
            List.of(HANDLE_SOURCE_TABLE_DROPPED, HANDLE_SOURCE_TABLE_TRUNCATED, HANDLE_SOURCE_TABLE_ALTERED);

    private ChangeProcessingDdlHandlingPolicy() {}
}
