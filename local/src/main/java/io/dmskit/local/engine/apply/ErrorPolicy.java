package io.dmskit.local.engine.apply;

/** What happens to a change that the target refuses: the words of DMS's ErrorBehavior. */
public enum ErrorPolicy {
    IGNORE_RECORD,
    LOG_ERROR,
    SUSPEND_TABLE,
    STOP_TASK,
    INSERT_RECORD,
    UPDATE_RECORD
}
