package io.dmskit.task;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a task stopped. Real values are often whole sentences around the code, such as {@code Last Error ... Stop Reason FATAL_ERROR
 * Error Level FATAL}; so the code is read out of the text, never compared with it. The set is open.
 *
 * @param code such as {@code FULL_LOAD_ONLY_FINISHED}; empty when the text holds none
 * @param text the text as the service gave it
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTask.html">ReplicationTask, StopReason</a>
 */
public record StopReason(String code, String text) {
    public static final String NORMAL = "NORMAL";
    public static final String RECOVERABLE_ERROR = "RECOVERABLE_ERROR";
    public static final String FATAL_ERROR = "FATAL_ERROR";
    public static final String FULL_LOAD_ONLY_FINISHED = "FULL_LOAD_ONLY_FINISHED";
    public static final String STOPPED_AFTER_FULL_LOAD = "STOPPED_AFTER_FULL_LOAD";
    public static final String STOPPED_AFTER_CACHED_EVENTS = "STOPPED_AFTER_CACHED_EVENTS";
    public static final String STOPPED_AFTER_DDL_APPLY = "STOPPED_AFTER_DDL_APPLY";
    public static final String STOPPED_DUE_TO_LOW_MEMORY = "STOPPED_DUE_TO_LOW_MEMORY";
    public static final String STOPPED_DUE_TO_LOW_DISK = "STOPPED_DUE_TO_LOW_DISK";
    public static final String STOPPED_AT_SERVER_TIME = "STOPPED_AT_SERVER_TIME";
    public static final String STOPPED_AT_COMMIT_TIME = "STOPPED_AT_COMMIT_TIME";
    public static final String EXPRESS_LICENSE_LIMITS_REACHED = "EXPRESS_LICENSE_LIMITS_REACHED";
    public static final String RECONFIGURATION_RESTART = "RECONFIGURATION_RESTART";
    public static final String RECYCLE_TASK = "RECYCLE_TASK";

    /** The service says nothing. */
    public static final StopReason NONE = new StopReason("", "");

    private static final Pattern CODE = Pattern.compile("Stop Reason (\\w+)");
    private static final Set<String> TRANSIENT = Set.of(RECOVERABLE_ERROR, RECONFIGURATION_RESTART, RECYCLE_TASK);
    private static final Set<String> FATAL =
            Set.of(FATAL_ERROR, STOPPED_DUE_TO_LOW_MEMORY, STOPPED_DUE_TO_LOW_DISK, EXPRESS_LICENSE_LIMITS_REACHED);

    /** Reads a reason as the service gives it. */
    public static StopReason of(String text) {
        Matcher matcher = CODE.matcher(text);
        return new StopReason(matcher.find() ? matcher.group(1) : "", text);
    }

    /** Returns whether the code is this one. */
    public boolean is(String otherCode) {
        return code.equals(otherCode);
    }

    /** Returns whether the task stopped by an error that a later run may not meet. */
    public boolean isTransient() {
        return TRANSIENT.contains(code);
    }

    /** Returns whether the task stopped by an error that stays until somebody acts. */
    public boolean isFatal() {
        return FATAL.contains(code);
    }

    @Override
    public String toString() {
        return text;
    }
}
