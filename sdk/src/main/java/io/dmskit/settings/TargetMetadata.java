package io.dmskit.settings;

import java.util.List;

/**
 * Section TargetMetadata: how rows and LOBs are written to the target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TargetMetadata.html">Task settings: TargetMetadata</a>
 */
public final class TargetMetadata {

    private static final String SECTION = "TargetMetadata";

    /** Schema on the target; empty: that of the source. A schema rename in the table mappings wins. Default: empty. */
    public static final Setting<String> TARGET_SCHEMA = Setting.text(SECTION, "TargetSchema");

    /** Whether LOB columns are migrated at all. Default true. */
    public static final Setting<Boolean> SUPPORT_LOBS = Setting.flag(SECTION, "SupportLobs", true);

    /** Whether LOBs of any size are migrated whole, piece by piece. Default false. */
    public static final Setting<Boolean> FULL_LOB_MODE = Setting.flag(SECTION, "FullLobMode", false);

    /** Size of a piece in full LOB mode, in KB; above 64 the task may fail. Default 64; at least 0. */
    public static final Setting<Integer> LOB_CHUNK_SIZE =
            Setting.number(SECTION, "LobChunkSize", 64, 0, Integer.MAX_VALUE);

    /** Whether LOBs are cut off at LobMaxSize. Default true. */
    public static final Setting<Boolean> LIMITED_SIZE_LOB_MODE = Setting.flag(SECTION, "LimitedSizeLobMode", true);

    /** Largest LOB in limited LOB mode, in KB. Default 32; 0 to 102400. */
    public static final Setting<Integer> LOB_MAX_SIZE =
            Setting.number(SECTION, "LobMaxSize", 32, 0, 102400).outsideIs("X3");

    /** LOBs up to this size, in KB, travel inline in full LOB mode; 0: none. Default 0; 0 to 102400. */
    public static final Setting<Integer> INLINE_LOB_MAX_SIZE = Setting.number(SECTION, "InlineLobMaxSize", 0, 0, 102400)
            .outsideIs("X4")
            .whileLoading();

    /** Largest CSV file in KB for targets loaded from files; 0: as the endpoint says. Default 0; 0 to 100000. */
    public static final Setting<Integer> LOAD_MAX_FILE_SIZE =
            Setting.number(SECTION, "LoadMaxFileSize", 0, 0, 100000).whileLoading();

    /** Threads per table for targets that are not relational. Default 0; 0 to 200. */
    public static final Setting<Integer> PARALLEL_LOAD_THREADS = Setting.number(
                    SECTION, "ParallelLoadThreads", 0, 0, 200)
            .outsideIs("X13")
            .whileLoading();

    /** Records per loading thread. Default 0; 0 to 1000. */
    public static final Setting<Integer> PARALLEL_LOAD_BUFFER_SIZE = Setting.number(
                    SECTION, "ParallelLoadBufferSize", 0, 0, 1000)
            .outsideIs("X13")
            .whileLoading();

    /** Queues per loading thread. Default 0; 0 to 512. */
    public static final Setting<Integer> PARALLEL_LOAD_QUEUES_PER_THREAD = Setting.number(
                    SECTION, "ParallelLoadQueuesPerThread", 0, 0, 512)
            .outsideIs("X13")
            .whileLoading();

    /** Threads that apply changes to targets that are not relational. Default 0; 0 to 32. */
    public static final Setting<Integer> PARALLEL_APPLY_THREADS = Setting.number(
                    SECTION, "ParallelApplyThreads", 0, 0, 32)
            .outsideIs("X13")
            .whileReplicating();

    /** Records per applying thread. Default 0; 0 to 1000. */
    public static final Setting<Integer> PARALLEL_APPLY_BUFFER_SIZE = Setting.number(
                    SECTION, "ParallelApplyBufferSize", 0, 0, 1000)
            .outsideIs("X13")
            .whileReplicating();

    /** Queues per applying thread. Default 0; 0 to 512. */
    public static final Setting<Integer> PARALLEL_APPLY_QUEUES_PER_THREAD = Setting.number(
                    SECTION, "ParallelApplyQueuesPerThread", 0, 0, 512)
            .outsideIs("X13")
            .whileReplicating();

    /** Whether changes are applied in batches rather than transaction by transaction. Default false. */
    public static final Setting<Boolean> BATCH_APPLY_ENABLED =
            Setting.flag(SECTION, "BatchApplyEnabled", false).whileReplicating();

    /** Whether checkpoints are written to awsdms_txn_state on the target. Default false. */
    public static final Setting<Boolean> TASK_RECOVERY_TABLE_ENABLED =
            Setting.flag(SECTION, "TaskRecoveryTableEnabled", false).whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(
            TARGET_SCHEMA,
            SUPPORT_LOBS,
            FULL_LOB_MODE,
            LOB_CHUNK_SIZE,
            LIMITED_SIZE_LOB_MODE,
            LOB_MAX_SIZE,
            INLINE_LOB_MAX_SIZE,
            LOAD_MAX_FILE_SIZE,
            PARALLEL_LOAD_THREADS,
            PARALLEL_LOAD_BUFFER_SIZE,
            PARALLEL_LOAD_QUEUES_PER_THREAD,
            PARALLEL_APPLY_THREADS,
            PARALLEL_APPLY_BUFFER_SIZE,
            PARALLEL_APPLY_QUEUES_PER_THREAD,
            BATCH_APPLY_ENABLED,
            TASK_RECOVERY_TABLE_ENABLED);

    private TargetMetadata() {}
}
