package io.dmskit.local.engine;

/** Why a run ended, in DMS's words. */
public enum StopReason {
    NORMAL,
    RECOVERABLE_ERROR,
    FATAL_ERROR,
    FULL_LOAD_ONLY_FINISHED,
    STOPPED_AFTER_FULL_LOAD,
    STOPPED_AFTER_CACHED_EVENTS,
    STOPPED_DUE_TO_LOW_DISK,
    STOPPED_AT_COMMIT_TIME,
    STOPPED_AT_SERVER_TIME;

    /** Returns the text that DescribeReplicationTasks gives; the prefix is part of it. */
    public String text() {
        return "Stop Reason " + name();
    }
}
