package io.dmskit.settings;

import java.util.List;

/**
 * Section LoopbackPreventionSettings: keeps the changes of one task of a bidirectional pair out of the other. Only while changes
 * are replicated; the other task has the same two schemas, swapped.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html#CHAP_Task.CDC.Bidirectional">Bidirectional replication</a>
 */
public final class LoopbackPreventionSettings {

    private static final String SECTION = "LoopbackPreventionSettings";

    /** Whether changes of the other task are left out. Default false. */
    public static final Setting<Boolean> ENABLE_LOOPBACK_PREVENTION =
            Setting.flag(SECTION, "EnableLoopbackPrevention", false).whileReplicating();

    /** Schema of the table awsdms_loopback_prevention on the source. Default: empty. */
    public static final Setting<String> SOURCE_SCHEMA =
            Setting.text(SECTION, "SourceSchema").whileReplicating();

    /** Schema of the table awsdms_loopback_prevention on the target. Default: empty. */
    public static final Setting<String> TARGET_SCHEMA =
            Setting.text(SECTION, "TargetSchema").whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(ENABLE_LOOPBACK_PREVENTION, SOURCE_SCHEMA, TARGET_SCHEMA);

    private LoopbackPreventionSettings() {}
}
