package io.dmskit.settings;

import java.util.List;

/**
 * Section TTSettings: time-travel logs, a record in S3 of what the task did. Sources Oracle, SQL Server and PostgreSQL, targets
 * PostgreSQL and MySQL; only while changes are replicated.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TimeTravel.html">Task settings: time travel</a>
 */
public final class TTSettings {
    /** How the log is encrypted; a task may go from KMS to S3 keys, never back. */
    public enum EncryptionMode {
        SSE_S3,
        SSE_KMS
    }

    private static final String SECTION = "TTSettings";
    private static final String S3 = SECTION + ".TTS3Settings";
    private static final String RECORDS = SECTION + ".TTRecordSettings";

    /** Whether the log is kept. Default false. */
    public static final Setting<Boolean> ENABLE_TT =
            Setting.flag(SECTION, "EnableTT", false).whileReplicating();

    /** How the log is encrypted. Default {@code SSE_S3}. */
    public static final Setting<EncryptionMode> ENCRYPTION_MODE =
            Setting.word(S3, "EncryptionMode", EncryptionMode.SSE_S3).whileReplicating();

    /** Your symmetric key, for SSE_KMS. Default: none. */
    public static final Setting<String> SERVER_SIDE_ENCRYPTION_KMS_KEY_ID =
            Setting.text(S3, "ServerSideEncryptionKmsKeyId").whileReplicating();

    /** ARN of the role dms-tt-s3-access-role. Default: none; needed. */
    public static final Setting<String> SERVICE_ACCESS_ROLE_ARN =
            Setting.text(S3, "ServiceAccessRoleArn").whileReplicating();

    /** The bucket. Default: none; needed. */
    public static final Setting<String> BUCKET_NAME =
            Setting.text(S3, "BucketName").whileReplicating();

    /** Folder in the bucket. Default {@code dms-time-travel-logs}. */
    public static final Setting<String> BUCKET_FOLDER =
            Setting.textOr("dms-time-travel-logs", S3, "BucketFolder").whileReplicating();

    /** Whether the log goes when the task is deleted. Default false. */
    public static final Setting<Boolean> ENABLE_DELETING_FROM_S3_ON_TASK_DELETE =
            Setting.flag(S3, "EnableDeletingFromS3OnTaskDelete", false).whileReplicating();

    /** Whether records hold the source's raw data. Default false. */
    public static final Setting<Boolean> ENABLE_RAW_DATA =
            Setting.flag(RECORDS, "EnableRawData", false).whileReplicating();

    /** Form of the raw data, {@code TEXT} or {@code HEX}; engine 3.5.0, sources Oracle and SQL Server. Default: not given. */
    public static final Setting<String> RAW_DATA_FORMAT =
            Setting.text(RECORDS, "RawDataFormat", "TEXT", "HEX").whileReplicating();

    /** Operations that are recorded. Default: all. */
    public static final Setting<Operations> OPERATIONS_TO_LOG = Setting.structured(
                    RECORDS, "OperationsToLog", Operations.class, Operations.ALL)
            .whileReplicating();

    /** Largest record in KB. Default 64; at least 1. */
    public static final Setting<Integer> MAX_RECORD_SIZE =
            Setting.number(RECORDS, "MaxRecordSize", 64, 1, Integer.MAX_VALUE).whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(ENABLE_TT);

    /** Every setting of the section TTS3Settings inside it. */
    static final List<Setting<?>> ALL_S3 = List.of(
            ENCRYPTION_MODE,
            SERVER_SIDE_ENCRYPTION_KMS_KEY_ID,
            SERVICE_ACCESS_ROLE_ARN,
            BUCKET_NAME,
            BUCKET_FOLDER,
            ENABLE_DELETING_FROM_S3_ON_TASK_DELETE);

    /** Every setting of the section TTRecordSettings inside it. */
    static final List<Setting<?>> ALL_RECORDS =
            List.of(ENABLE_RAW_DATA, RAW_DATA_FORMAT, OPERATIONS_TO_LOG, MAX_RECORD_SIZE);

    private TTSettings() {}
}
