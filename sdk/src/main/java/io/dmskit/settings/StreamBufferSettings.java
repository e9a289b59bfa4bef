package io.dmskit.settings;

import java.util.List;

/**
 * Section StreamBufferSettings: memory between source and target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.StreamBuffer.html">Task settings: StreamBufferSettings</a>
 */
public final class StreamBufferSettings {

    private static final String SECTION = "StreamBufferSettings";

    /** Number of data buffers. Default 3; at least 1. */
    public static final Setting<Integer> STREAM_BUFFER_COUNT =
            Setting.number(SECTION, "StreamBufferCount", 3, 1, Integer.MAX_VALUE);

    /** Size of a data buffer in MB. Default 8; at least 1. */
    public static final Setting<Integer> STREAM_BUFFER_SIZE_IN_MB =
            Setting.number(SECTION, "StreamBufferSizeInMB", 8, 1, Integer.MAX_VALUE);

    /** Size of the control buffer in MB. Default 5; 1 to 8. */
    public static final Setting<Integer> CTRL_STREAM_BUFFER_SIZE_IN_MB =
            Setting.number(SECTION, "CtrlStreamBufferSizeInMB", 5, 1, 8);

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL =
            List.of(STREAM_BUFFER_COUNT, STREAM_BUFFER_SIZE_IN_MB, CTRL_STREAM_BUFFER_SIZE_IN_MB);

    private StreamBufferSettings() {}
}
