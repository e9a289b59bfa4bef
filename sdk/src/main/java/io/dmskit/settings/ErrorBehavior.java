package io.dmskit.settings;

import java.util.List;

/**
 * Section ErrorBehavior: what happens on errors.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ErrorHandling.html">Task settings: ErrorBehavior</a>
 */
public final class ErrorBehavior {
    /** What happens to a record and its table. */
    public enum Policy {
        IGNORE_RECORD,
        LOG_ERROR,
        SUSPEND_TABLE,
        STOP_TASK
    }

    /** What happens to a table. */
    public enum TablePolicy {
        SUSPEND_TABLE,
        STOP_TASK
    }

    /** What happens on an error in a task event. */
    public enum EventPolicy {
        IGNORE,
        STOP_TASK
    }

    /** What happens after too many table errors. */
    public enum TableEscalationPolicy {
        STOP_TASK
    }

    /** What happens to an insert whose key is taken; INSERT_RECORD replaces the row. */
    public enum InsertPolicy {
        IGNORE_RECORD,
        LOG_ERROR,
        SUSPEND_TABLE,
        STOP_TASK,
        INSERT_RECORD
    }

    /** What happens to an update without a row; UPDATE_RECORD inserts it. */
    public enum UpdatePolicy {
        IGNORE_RECORD,
        LOG_ERROR,
        SUSPEND_TABLE,
        STOP_TASK,
        UPDATE_RECORD
    }

    /** What happens after too many apply errors. */
    public enum EscalationPolicy {
        LOG_ERROR,
        SUSPEND_TABLE,
        STOP_TASK
    }

    private static final String SECTION = "ErrorBehavior";

    /** On an error in a row. Default {@code LOG_ERROR}. */
    public static final Setting<Policy> DATA_ERROR_POLICY = Setting.word(SECTION, "DataErrorPolicy", Policy.LOG_ERROR);

    /** On a value that would be cut off. Default {@code LOG_ERROR}. */
    public static final Setting<Policy> DATA_TRUNCATION_ERROR_POLICY =
            Setting.word(SECTION, "DataTruncationErrorPolicy", Policy.LOG_ERROR);

    /** On a value that cannot be masked; LOG_ERROR loads it unmasked. Default {@code STOP_TASK}. */
    public static final Setting<Policy> DATA_MASKING_ERROR_POLICY =
            Setting.word(SECTION, "DataMaskingErrorPolicy", Policy.STOP_TASK);

    /** When a table reaches DataErrorEscalationCount. Default {@code SUSPEND_TABLE}. */
    public static final Setting<TablePolicy> DATA_ERROR_ESCALATION_POLICY =
            Setting.word(SECTION, "DataErrorEscalationPolicy", TablePolicy.SUSPEND_TABLE);

    /** Row errors of a table before escalation; 0: no limit. Default 0; at least 0. */
    public static final Setting<Integer> DATA_ERROR_ESCALATION_COUNT =
            Setting.number(SECTION, "DataErrorEscalationCount", 0, 0, Integer.MAX_VALUE);

    /** On an error in a task event. Default {@code IGNORE}. */
    public static final Setting<EventPolicy> EVENT_ERROR_POLICY =
            Setting.word(SECTION, "EventErrorPolicy", EventPolicy.IGNORE);

    /** On an error of a whole table. Default {@code SUSPEND_TABLE}. */
    public static final Setting<TablePolicy> TABLE_ERROR_POLICY =
            Setting.word(SECTION, "TableErrorPolicy", TablePolicy.SUSPEND_TABLE);

    /** When TableErrorEscalationCount is reached. Default {@code STOP_TASK}. */
    public static final Setting<TableEscalationPolicy> TABLE_ERROR_ESCALATION_POLICY =
            Setting.word(SECTION, "TableErrorEscalationPolicy", TableEscalationPolicy.STOP_TASK);

    /** Table errors before escalation; 0: no limit. Default 0; at least 0. */
    public static final Setting<Integer> TABLE_ERROR_ESCALATION_COUNT =
            Setting.number(SECTION, "TableErrorEscalationCount", 0, 0, Integer.MAX_VALUE);

    /** Restarts after an environment error; -1: as DMS sees fit, 0: none. Default -1; at least -1. */
    public static final Setting<Integer> RECOVERABLE_ERROR_COUNT =
            Setting.number(SECTION, "RecoverableErrorCount", -1, -1, Integer.MAX_VALUE);

    /** Seconds before the first restart. Default 5; at least 0. */
    public static final Setting<Integer> RECOVERABLE_ERROR_INTERVAL =
            Setting.number(SECTION, "RecoverableErrorInterval", 5, 0, Integer.MAX_VALUE);

    /** Whether the wait doubles with each restart. Default true. */
    public static final Setting<Boolean> RECOVERABLE_ERROR_THROTTLING =
            Setting.flag(SECTION, "RecoverableErrorThrottling", true);

    /** Most seconds between restarts. Default 1800; at least 0. */
    public static final Setting<Integer> RECOVERABLE_ERROR_THROTTLING_MAX =
            Setting.number(SECTION, "RecoverableErrorThrottlingMax", 1800, 0, Integer.MAX_VALUE);

    /** Whether restarts end once the longest wait is reached. Default true. */
    public static final Setting<Boolean> RECOVERABLE_ERROR_STOP_RETRY_AFTER_THROTTLING_MAX =
            Setting.flag(SECTION, "RecoverableErrorStopRetryAfterThrottlingMax", true);

    /** On a delete that finds no row. Default {@code IGNORE_RECORD}. */
    public static final Setting<Policy> APPLY_ERROR_DELETE_POLICY = Setting.word(
                    SECTION, "ApplyErrorDeletePolicy", Policy.IGNORE_RECORD)
            .whileReplicating();

    /** On an insert that finds its key taken. Default {@code LOG_ERROR}. */
    public static final Setting<InsertPolicy> APPLY_ERROR_INSERT_POLICY = Setting.word(
                    SECTION, "ApplyErrorInsertPolicy", InsertPolicy.LOG_ERROR)
            .whileReplicating();

    /** On an update that finds no row. Default {@code LOG_ERROR}. */
    public static final Setting<UpdatePolicy> APPLY_ERROR_UPDATE_POLICY = Setting.word(
                    SECTION, "ApplyErrorUpdatePolicy", UpdatePolicy.LOG_ERROR)
            .whileReplicating();

    /** When ApplyErrorEscalationCount is reached. Default {@code LOG_ERROR}. */
    public static final Setting<EscalationPolicy> APPLY_ERROR_ESCALATION_POLICY = Setting.word(
                    SECTION, "ApplyErrorEscalationPolicy", EscalationPolicy.LOG_ERROR)
            .whileReplicating();

    /** Apply errors before escalation; 0: no limit. Default 0; at least 0. */
    public static final Setting<Integer> APPLY_ERROR_ESCALATION_COUNT = Setting.number(
                    SECTION, "ApplyErrorEscalationCount", 0, 0, Integer.MAX_VALUE)
            .whileReplicating();

    /** Whether a truncation on the source fails the task. Default false. */
    public static final Setting<Boolean> APPLY_ERROR_FAIL_ON_TRUNCATION_DDL =
            Setting.flag(SECTION, "ApplyErrorFailOnTruncationDdl", false).whileReplicating();

    /** Whether the task fails when the mappings select no table. Default true. */
    public static final Setting<Boolean> FAIL_ON_NO_TABLES_CAPTURED =
            Setting.flag(SECTION, "FailOnNoTablesCaptured", true);

    /** Whether the task fails when open transactions outlast TransactionConsistencyTimeout. Default false. */
    public static final Setting<Boolean> FAIL_ON_TRANSACTION_CONSISTENCY_BREACHED =
            Setting.flag(SECTION, "FailOnTransactionConsistencyBreached", false).whileReplicating();

    /** Whether missing rows and taken keys are ignored while cached changes are applied. Default true. */
    public static final Setting<Boolean> FULL_LOAD_IGNORE_CONFLICTS =
            Setting.flag(SECTION, "FullLoadIgnoreConflicts", true).betweenBoth();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(
            DATA_ERROR_POLICY,
            DATA_TRUNCATION_ERROR_POLICY,
            DATA_MASKING_ERROR_POLICY,
            DATA_ERROR_ESCALATION_POLICY,
            DATA_ERROR_ESCALATION_COUNT,
            EVENT_ERROR_POLICY,
            TABLE_ERROR_POLICY,
            TABLE_ERROR_ESCALATION_POLICY,
            TABLE_ERROR_ESCALATION_COUNT,
            RECOVERABLE_ERROR_COUNT,
            RECOVERABLE_ERROR_INTERVAL,
            RECOVERABLE_ERROR_THROTTLING,
            RECOVERABLE_ERROR_THROTTLING_MAX,
            RECOVERABLE_ERROR_STOP_RETRY_AFTER_THROTTLING_MAX,
            APPLY_ERROR_DELETE_POLICY,
            APPLY_ERROR_INSERT_POLICY,
            APPLY_ERROR_UPDATE_POLICY,
            APPLY_ERROR_ESCALATION_POLICY,
            APPLY_ERROR_ESCALATION_COUNT,
            APPLY_ERROR_FAIL_ON_TRUNCATION_DDL,
            FAIL_ON_NO_TABLES_CAPTURED,
            FAIL_ON_TRANSACTION_CONSISTENCY_BREACHED,
            FULL_LOAD_IGNORE_CONFLICTS);

    private ErrorBehavior() {}
}
