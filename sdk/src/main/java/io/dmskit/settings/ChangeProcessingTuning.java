package io.dmskit.settings;

import java.util.List;

/**
 * Section ChangeProcessingTuning: how changes are gathered and applied.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ChangeProcessingTuning.html">Task settings: ChangeProcessingTuning</a>
 */
public final class ChangeProcessingTuning {

    private static final String SECTION = "ChangeProcessingTuning";

    /** Whether batches keep transactions whole; Oracle targets only. Default true. */
    public static final Setting<Boolean> BATCH_APPLY_PRESERVE_TRANSACTION =
            Setting.flag(SECTION, "BatchApplyPreserveTransaction", true).whileReplicating();

    /** Least seconds between batches. Default 1; at least 0. */
    public static final Setting<Integer> BATCH_APPLY_TIMEOUT_MIN = Setting.number(
                    SECTION, "BatchApplyTimeoutMin", 1, 0, Integer.MAX_VALUE)
            .whileReplicating();

    /** Most seconds between batches. Default 30; at least 0. */
    public static final Setting<Integer> BATCH_APPLY_TIMEOUT_MAX = Setting.number(
                    SECTION, "BatchApplyTimeoutMax", 30, 0, Integer.MAX_VALUE)
            .whileReplicating();

    /** Memory of a batch in MB. Default 500; at least 1. */
    public static final Setting<Integer> BATCH_APPLY_MEMORY_LIMIT = Setting.number(
                    SECTION, "BatchApplyMemoryLimit", 500, 1, Integer.MAX_VALUE)
            .whileReplicating();

    /** Most changes of a batch; 0: no limit. Default 0; at least 0. */
    public static final Setting<Integer> BATCH_SPLIT_SIZE =
            Setting.number(SECTION, "BatchSplitSize", 0, 0, Integer.MAX_VALUE).whileReplicating();

    /** Least changes of a transaction on the target, without batches. Default 1000; at least 1. */
    public static final Setting<Integer> MIN_TRANSACTION_SIZE = Setting.number(
                    SECTION, "MinTransactionSize", 1000, 1, Integer.MAX_VALUE)
            .whileReplicating();

    /** Most seconds to gather a transaction on the target, without batches. Default 1; at least 1. */
    public static final Setting<Integer> COMMIT_TIMEOUT =
            Setting.number(SECTION, "CommitTimeout", 1, 1, Integer.MAX_VALUE).whileReplicating();

    /** Memory in MB for all open transactions before they go to disk. Default 1024; at least 1. */
    public static final Setting<Integer> MEMORY_LIMIT_TOTAL = Setting.number(
                    SECTION, "MemoryLimitTotal", 1024, 1, Integer.MAX_VALUE)
            .whileReplicating();

    /** Seconds a transaction stays in memory before it goes to disk. Default 60; at least 1. */
    public static final Setting<Integer> MEMORY_KEEP_TIME =
            Setting.number(SECTION, "MemoryKeepTime", 60, 1, Integer.MAX_VALUE).whileReplicating();

    /** Prepared statements kept. Default 50; 0 to 200. */
    public static final Setting<Integer> STATEMENT_CACHE_SIZE =
            Setting.number(SECTION, "StatementCacheSize", 50, 0, 200).whileReplicating();

    /** Minutes to reach the checkpoint on resume; -1: as long as it takes. Default -1; at least -1. */
    public static final Setting<Integer> RECOVERY_TIMEOUT = Setting.number(
                    SECTION, "RecoveryTimeout", -1, -1, Integer.MAX_VALUE)
            .whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(
            BATCH_APPLY_PRESERVE_TRANSACTION,
            BATCH_APPLY_TIMEOUT_MIN,
            BATCH_APPLY_TIMEOUT_MAX,
            BATCH_APPLY_MEMORY_LIMIT,
            BATCH_SPLIT_SIZE,
            MIN_TRANSACTION_SIZE,
            COMMIT_TIMEOUT,
            MEMORY_LIMIT_TOTAL,
            MEMORY_KEEP_TIME,
            STATEMENT_CACHE_SIZE,
            RECOVERY_TIMEOUT);

    private ChangeProcessingTuning() {}
}
