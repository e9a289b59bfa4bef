package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Amazon Redshift, as a target. Rows pass through a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_RedshiftSettings.html">RedshiftSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redshift.html">User guide</a>
 */
public final class RedshiftSettings {
    static final String FAMILY = "RedshiftSettings";

    /** Whether any date is loaded, 00/00/00 too; goes together with DateFormat. Default false. */
    public static final EndpointSetting<Boolean> ACCEPT_ANY_DATE =
            EndpointSetting.flag(FAMILY, "AcceptAnyDate").byDefault(false);

    /** Statement run after connecting. */
    public static final EndpointSetting<String> AFTER_CONNECT_SCRIPT =
            EndpointSetting.text(FAMILY, "AfterConnectScript");

    /** Folder in the bucket. */
    public static final EndpointSetting<String> BUCKET_FOLDER = EndpointSetting.text(FAMILY, "BucketFolder");

    /** Bucket that rows pass through. Default: one that DMS makes. */
    public static final EndpointSetting<String> BUCKET_NAME = EndpointSetting.text(FAMILY, "BucketName");

    /** Whether names of schemas keep their case. Default false. */
    public static final EndpointSetting<Boolean> CASE_SENSITIVE_NAMES =
            EndpointSetting.flag(FAMILY, "CaseSensitiveNames").byDefault(false);

    /** Whether Redshift chooses compression while it loads an empty table. Default true. */
    public static final EndpointSetting<Boolean> COMP_UPDATE =
            EndpointSetting.flag(FAMILY, "CompUpdate").byDefault(true);

    /** Time after which connecting is given up, in milliseconds. At least 0. */
    public static final EndpointSetting<Integer> CONNECTION_TIMEOUT =
            EndpointSetting.number(FAMILY, "ConnectionTimeout").atLeast(0);

    /** Format of dates: auto, or one in quotes. Default: YYYY-MM-DD. */
    public static final EndpointSetting<String> DATE_FORMAT = EndpointSetting.text(FAMILY, "DateFormat");

    /** Whether an empty text becomes NULL. Default false. */
    public static final EndpointSetting<Boolean> EMPTY_AS_NULL =
            EndpointSetting.flag(FAMILY, "EmptyAsNull").byDefault(false);

    /** Who encrypts the files in the bucket. Default sse-s3. */
    public static final EndpointSetting<EncryptionMode> ENCRYPTION_MODE =
            EndpointSetting.word(FAMILY, "EncryptionMode", EncryptionMode.class).byDefault(EncryptionMode.SSE_S3);

    /** Whether identity columns take the source's values; full load only. Default false. */
    public static final EndpointSetting<Boolean> EXPLICIT_IDS =
            EndpointSetting.flag(FAMILY, "ExplicitIds").byDefault(false);

    /** Threads that upload one file. Default 10; 1 to 64. */
    public static final EndpointSetting<Integer> FILE_TRANSFER_UPLOAD_STREAMS = EndpointSetting.number(
                    FAMILY, "FileTransferUploadStreams")
            .byDefault(10)
            .from(1, 64);

    /** Time after which a COPY, INSERT, UPDATE or DELETE is given up, in seconds by the API and in milliseconds by CloudFormation. At least 0. */
    public static final EndpointSetting<Integer> LOAD_TIMEOUT =
            EndpointSetting.number(FAMILY, "LoadTimeout").atLeast(0);

    /** Largest CSV file, in KB. Default 1048576; at least 1. */
    public static final EndpointSetting<Integer> MAX_FILE_SIZE =
            EndpointSetting.number(FAMILY, "MaxFileSize").byDefault(1048576).atLeast(1);

    /** Whether quotes around texts are removed. Default false. */
    public static final EndpointSetting<Boolean> REMOVE_QUOTES =
            EndpointSetting.flag(FAMILY, "RemoveQuotes").byDefault(false);

    /** Characters that are replaced. */
    public static final EndpointSetting<String> REPLACE_INVALID_CHARS =
            EndpointSetting.text(FAMILY, "ReplaceInvalidChars");

    /** What they are replaced with. Default ?. */
    public static final EndpointSetting<String> REPLACE_CHARS =
            EndpointSetting.text(FAMILY, "ReplaceChars").byDefault("?");

    /** ARN of the role with which the bucket is written and read. Default: dms-access-for-endpoint. */
    public static final EndpointSetting<String> SERVICE_ACCESS_ROLE_ARN =
            EndpointSetting.text(FAMILY, "ServiceAccessRoleArn");

    /** Key for encryption mode sse-kms. */
    public static final EndpointSetting<String> SERVER_SIDE_ENCRYPTION_KMS_KEY_ID =
            EndpointSetting.text(FAMILY, "ServerSideEncryptionKmsKeyId");

    /** Format of times: auto, epochsecs, epochmillisecs or one in quotes. */
    public static final EndpointSetting<String> TIME_FORMAT = EndpointSetting.text(FAMILY, "TimeFormat");

    /** Whether blanks at the end of VARCHAR values are cut off. Default false. */
    public static final EndpointSetting<Boolean> TRIM_BLANKS =
            EndpointSetting.flag(FAMILY, "TrimBlanks").byDefault(false);

    /** Whether texts that are too long are cut off. Default false. */
    public static final EndpointSetting<Boolean> TRUNCATE_COLUMNS =
            EndpointSetting.flag(FAMILY, "TruncateColumns").byDefault(false);

    /** Buffer for writing CSV files, in KB. Default 1000; at least 1. */
    public static final EndpointSetting<Integer> WRITE_BUFFER_SIZE =
            EndpointSetting.number(FAMILY, "WriteBufferSize").byDefault(1000).atLeast(1);

    /** Whether booleans stay booleans rather than varchar(1); must be said on both sides. Default false. */
    public static final EndpointSetting<Boolean> MAP_BOOLEAN_AS_BOOLEAN =
            EndpointSetting.flag(FAMILY, "MapBooleanAsBoolean").byDefault(false);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            ACCEPT_ANY_DATE,
            AFTER_CONNECT_SCRIPT,
            BUCKET_FOLDER,
            BUCKET_NAME,
            CASE_SENSITIVE_NAMES,
            COMP_UPDATE,
            CONNECTION_TIMEOUT,
            DATE_FORMAT,
            EMPTY_AS_NULL,
            ENCRYPTION_MODE,
            EXPLICIT_IDS,
            FILE_TRANSFER_UPLOAD_STREAMS,
            LOAD_TIMEOUT,
            MAX_FILE_SIZE,
            REMOVE_QUOTES,
            REPLACE_INVALID_CHARS,
            REPLACE_CHARS,
            SERVICE_ACCESS_ROLE_ARN,
            SERVER_SIDE_ENCRYPTION_KMS_KEY_ID,
            TIME_FORMAT,
            TRIM_BLANKS,
            TRUNCATE_COLUMNS,
            WRITE_BUFFER_SIZE,
            MAP_BOOLEAN_AS_BOOLEAN);

    private RedshiftSettings() {}
}
