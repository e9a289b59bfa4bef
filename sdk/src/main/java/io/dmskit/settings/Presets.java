package io.dmskit.settings;

/**
 * Settings to begin with, one for each kind of work. Plain values: change them with {@link TaskSettings#with}, and measure.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_BestPractices.html">Best practices for AWS DMS</a>
 */
public final class Presets {
    private static final int SMALL_LOB_KB = 32;

    /**
     * Thousands of small tables, where the time goes into beginning and ending tables rather than into rows. 24 tables load at a
     * time instead of 8, primary keys are made after the rows are there, and the log is on. LOBs are cut off at 32 KB, so that the
     * memory for 24 sub-tasks stays under 8 GB.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.FullLoad.html">Task settings: FullLoadSettings</a>
     */
    public static final TaskSettings MANY_SMALL_TABLES = TaskSettings.DEFAULTS
            .with(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS, 24)
            .with(FullLoadSettings.CREATE_PK_AFTER_FULL_LOAD, true)
            .with(Logging.ENABLE_LOGGING, true);

    /**
     * LOBs of unknown size that must arrive whole. Full LOB mode in pieces of 64 KB, with LOBs up to 32 KB inline, so that only
     * the large ones cost a second trip; four tables at a time and 1,000 rows per commit keep the memory small.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html">Setting LOB support</a>
     */
    public static final TaskSettings LOB_HEAVY = TaskSettings.DEFAULTS
            .with(TargetMetadata.FULL_LOB_MODE, true)
            .with(TargetMetadata.INLINE_LOB_MAX_SIZE, SMALL_LOB_KB)
            .with(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS, 4)
            .with(FullLoadSettings.COMMIT_RATE, 1000)
            .with(Logging.ENABLE_LOGGING, true);

    /**
     * Replication for weeks, with more changes than one-by-one apply can take. Changes are applied in batches; a table whose
     * changes fail is suspended, since one error would send all tables back to one-by-one apply; the task goes on trying after
     * the longest wait between restarts, keeps its checkpoint on the target, and says how it is in awsdms_status and
     * awsdms_suspended_tables. Tables without a key gain nothing by it, and Kafka, Kinesis and S3 must not have it.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ChangeProcessingTuning.html">Task settings: ChangeProcessingTuning</a>
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ErrorHandling.html">Task settings: ErrorBehavior</a>
     */
    public static final TaskSettings STEADY_CDC = TaskSettings.DEFAULTS
            .with(TargetMetadata.BATCH_APPLY_ENABLED, true)
            .with(TargetMetadata.TASK_RECOVERY_TABLE_ENABLED, true)
            .with(ErrorBehavior.DATA_ERROR_POLICY, ErrorBehavior.Policy.SUSPEND_TABLE)
            .with(ErrorBehavior.APPLY_ERROR_DELETE_POLICY, ErrorBehavior.Policy.SUSPEND_TABLE)
            .with(ErrorBehavior.APPLY_ERROR_INSERT_POLICY, ErrorBehavior.InsertPolicy.SUSPEND_TABLE)
            .with(ErrorBehavior.APPLY_ERROR_UPDATE_POLICY, ErrorBehavior.UpdatePolicy.SUSPEND_TABLE)
            .with(ErrorBehavior.RECOVERABLE_ERROR_STOP_RETRY_AFTER_THROTTLING_MAX, false)
            .with(ControlTablesSettings.STATUS_TABLE_ENABLED, true)
            .with(ControlTablesSettings.SUSPENDED_TABLES_TABLE_ENABLED, true)
            .with(Logging.ENABLE_LOGGING, true);

    /**
     * A task that compares and moves nothing, beside the one that replicates; of type full-load or cdc. The target is left as it
     * is, 16 threads compare instead of 5, and of LOBs the first 32 KB, which is what limited LOB mode migrates.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.DataValidation.html">Task settings: ValidationSettings</a>
     */
    public static final TaskSettings VALIDATION_ONLY = TaskSettings.DEFAULTS
            .with(ValidationSettings.ENABLE_VALIDATION, true)
            .with(ValidationSettings.VALIDATION_ONLY, true)
            .with(ValidationSettings.THREAD_COUNT, 16)
            .with(ValidationSettings.VALIDATION_PARTIAL_LOB_SIZE, SMALL_LOB_KB)
            .with(Logging.ENABLE_LOGGING, true);

    private Presets() {}
}
