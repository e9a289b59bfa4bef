package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;
import static io.dmskit.endpoint.EndpointSide.TARGET;

import java.util.List;

/**
 * Settings of Amazon S3, as a source and as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html">S3Settings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html">User guide</a>
 */
public final class S3Settings {
    static final String FAMILY = "S3Settings";

    /** JSON that says which tables the source files hold. */
    public static final EndpointSetting<String> EXTERNAL_TABLE_DEFINITION =
            EndpointSetting.text(FAMILY, "ExternalTableDefinition").onlyFor(SOURCE);

    /** What separates rows in CSV files. Default a line feed. */
    public static final EndpointSetting<String> CSV_ROW_DELIMITER =
            EndpointSetting.text(FAMILY, "CsvRowDelimiter").byDefault("\n");

    /** What separates columns in CSV files. Default a comma. */
    public static final EndpointSetting<String> CSV_DELIMITER =
            EndpointSetting.text(FAMILY, "CsvDelimiter").byDefault(",");

    /** Folder in the bucket; below it, one per schema and table. */
    public static final EndpointSetting<String> BUCKET_FOLDER = EndpointSetting.text(FAMILY, "BucketFolder");

    /** The bucket. Required. */
    public static final EndpointSetting<String> BUCKET_NAME =
            EndpointSetting.text(FAMILY, "BucketName").required();

    /** Whether files are compressed. Default none. */
    public static final EndpointSetting<CompressionType> COMPRESSION_TYPE = EndpointSetting.word(
                    FAMILY, "CompressionType", CompressionType.class)
            .byDefault(CompressionType.NONE)
            .onlyFor(TARGET);

    /** Who encrypts the files. Default sse-s3. */
    public static final EndpointSetting<EncryptionMode> ENCRYPTION_MODE = EndpointSetting.word(
                    FAMILY, "EncryptionMode", EncryptionMode.class)
            .byDefault(EncryptionMode.SSE_S3)
            .onlyFor(TARGET);

    /** Key for encryption mode sse-kms. */
    public static final EndpointSetting<String> SERVER_SIDE_ENCRYPTION_KMS_KEY_ID =
            EndpointSetting.text(FAMILY, "ServerSideEncryptionKmsKeyId").onlyFor(TARGET);

    /** Whether files are CSV or Parquet. Default csv. */
    public static final EndpointSetting<DataFormat> DATA_FORMAT = EndpointSetting.word(
                    FAMILY, "DataFormat", DataFormat.class)
            .byDefault(DataFormat.CSV)
            .onlyFor(TARGET);

    /** How Parquet values are encoded. Default rle-dictionary. */
    public static final EndpointSetting<EncodingType> ENCODING_TYPE = EndpointSetting.word(
                    FAMILY, "EncodingType", EncodingType.class)
            .byDefault(EncodingType.RLE_DICTIONARY)
            .onlyFor(TARGET);

    /** Largest dictionary page of a Parquet column, in bytes; beyond, its values are plain. Default 1048576; at least 1. */
    public static final EndpointSetting<Integer> DICT_PAGE_SIZE_LIMIT = EndpointSetting.number(
                    FAMILY, "DictPageSizeLimit")
            .byDefault(1048576)
            .atLeast(1)
            .onlyFor(TARGET);

    /** Rows of a Parquet row group. Default 10000; at least 1. */
    public static final EndpointSetting<Integer> ROW_GROUP_LENGTH = EndpointSetting.number(FAMILY, "RowGroupLength")
            .byDefault(10000)
            .atLeast(1)
            .onlyFor(TARGET);

    /** Size of a Parquet page, in bytes. Default 1048576; at least 1. */
    public static final EndpointSetting<Integer> DATA_PAGE_SIZE = EndpointSetting.number(FAMILY, "DataPageSize")
            .byDefault(1048576)
            .atLeast(1)
            .onlyFor(TARGET);

    /** Version of the Parquet format. Default parquet-1-0. */
    public static final EndpointSetting<ParquetVersion> PARQUET_VERSION = EndpointSetting.word(
                    FAMILY, "ParquetVersion", ParquetVersion.class)
            .byDefault(ParquetVersion.PARQUET_1_0)
            .onlyFor(TARGET);

    /** Whether Parquet pages and row groups carry statistics. Default true. */
    public static final EndpointSetting<Boolean> ENABLE_STATISTICS =
            EndpointSetting.flag(FAMILY, "EnableStatistics").byDefault(true).onlyFor(TARGET);

    /** Whether the rows of full load carry their operation, I, too. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_OP_FOR_FULL_LOAD = EndpointSetting.flag(
                    FAMILY, "IncludeOpForFullLoad")
            .byDefault(false)
            .onlyFor(TARGET);

    /** Whether of all changes only inserts are written; not together with CdcInsertsAndUpdates. Default false. */
    public static final EndpointSetting<Boolean> CDC_INSERTS_ONLY =
            EndpointSetting.flag(FAMILY, "CdcInsertsOnly").byDefault(false).onlyFor(TARGET);

    /** Column added to each row with the time of load or commit. Default: none. */
    public static final EndpointSetting<String> TIMESTAMP_COLUMN_NAME =
            EndpointSetting.text(FAMILY, "TimestampColumnName").onlyFor(TARGET);

    /** Whether Parquet timestamps have milliseconds rather than microseconds, as Athena and Glue want them. Default false. */
    public static final EndpointSetting<Boolean> PARQUET_TIMESTAMP_IN_MILLISECOND = EndpointSetting.flag(
                    FAMILY, "ParquetTimestampInMillisecond")
            .byDefault(false)
            .onlyFor(TARGET);

    /** Whether of all changes only inserts and updates are written; not together with CdcInsertsOnly. Default false. */
    public static final EndpointSetting<Boolean> CDC_INSERTS_AND_UPDATES = EndpointSetting.flag(
                    FAMILY, "CdcInsertsAndUpdates")
            .byDefault(false)
            .onlyFor(TARGET);

    /** Whether folders follow the date of the commit. Default false. */
    public static final EndpointSetting<Boolean> DATE_PARTITION_ENABLED = EndpointSetting.flag(
                    FAMILY, "DatePartitionEnabled")
            .byDefault(false)
            .onlyFor(TARGET);

    /** Order of year, month, day and hour in those folders. Default YYYYMMDD. */
    public static final EndpointSetting<DatePartitionSequence> DATE_PARTITION_SEQUENCE = EndpointSetting.word(
                    FAMILY, "DatePartitionSequence", DatePartitionSequence.class)
            .byDefault(DatePartitionSequence.YYYYMMDD)
            .onlyFor(TARGET);

    /** What separates them. Default SLASH. */
    public static final EndpointSetting<DatePartitionDelimiter> DATE_PARTITION_DELIMITER = EndpointSetting.word(
                    FAMILY, "DatePartitionDelimiter", DatePartitionDelimiter.class)
            .byDefault(DatePartitionDelimiter.SLASH)
            .onlyFor(TARGET);

    /** Whether CsvNoSupValue stands for columns that the source's log does not hold. */
    public static final EndpointSetting<Boolean> USE_CSV_NO_SUP_VALUE =
            EndpointSetting.flag(FAMILY, "UseCsvNoSupValue").onlyFor(TARGET);

    /** What stands for columns that the source's log does not hold. */
    public static final EndpointSetting<String> CSV_NO_SUP_VALUE =
            EndpointSetting.text(FAMILY, "CsvNoSupValue").onlyFor(TARGET);

    /** Whether changes are written in the order of transactions, under CdcPath. */
    public static final EndpointSetting<Boolean> PRESERVE_TRANSACTIONS =
            EndpointSetting.flag(FAMILY, "PreserveTransactions").onlyFor(TARGET);

    /** Folder of the change files; a source with CDC and PreserveTransactions need it. */
    public static final EndpointSetting<String> CDC_PATH = EndpointSetting.text(FAMILY, "CdcPath");

    /** Whether the rows of full load carry the time the task started rather than that of their load. */
    public static final EndpointSetting<Boolean> USE_TASK_START_TIME_FOR_FULL_LOAD_TIMESTAMP =
            EndpointSetting.flag(FAMILY, "UseTaskStartTimeForFullLoadTimestamp").onlyFor(TARGET);

    /** Access control list of the files. Default none. */
    public static final EndpointSetting<CannedAcl> CANNED_ACL_FOR_OBJECTS = EndpointSetting.word(
                    FAMILY, "CannedAclForObjects", CannedAcl.class)
            .byDefault(CannedAcl.NONE)
            .onlyFor(TARGET);

    /** Whether CSV files begin with the names of the columns. Default false. */
    public static final EndpointSetting<Boolean> ADD_COLUMN_NAME =
            EndpointSetting.flag(FAMILY, "AddColumnName").byDefault(false).onlyFor(TARGET);

    /** Longest time until a file of changes is written, in seconds. Default 60; at least 1. */
    public static final EndpointSetting<Integer> CDC_MAX_BATCH_INTERVAL = EndpointSetting.number(
                    FAMILY, "CdcMaxBatchInterval")
            .byDefault(60)
            .atLeast(1)
            .onlyFor(TARGET);

    /** Size at which a file of changes is written before that time, in KB. Default 32000; at least 1. */
    public static final EndpointSetting<Integer> CDC_MIN_FILE_SIZE = EndpointSetting.number(FAMILY, "CdcMinFileSize")
            .byDefault(32000)
            .atLeast(1)
            .onlyFor(TARGET);

    /** What stands for NULL in CSV files. Default NULL. */
    public static final EndpointSetting<String> CSV_NULL_VALUE =
            EndpointSetting.text(FAMILY, "CsvNullValue").byDefault("NULL");

    /** 1 if CSV files begin with the names of the columns. Default 0; 0 to 1. */
    public static final EndpointSetting<Integer> IGNORE_HEADER_ROWS = EndpointSetting.number(FAMILY, "IgnoreHeaderRows")
            .byDefault(0)
            .from(0, 1)
            .onlyFor(SOURCE);

    /** Largest CSV file of full load, in KB. Default 1048576; 1 to 1048576. */
    public static final EndpointSetting<Integer> MAX_FILE_SIZE = EndpointSetting.number(FAMILY, "MaxFileSize")
            .byDefault(1048576)
            .from(1, 1048576)
            .onlyFor(TARGET);

    /** Whether quotes in CSV files follow RFC 4180. Default true. */
    public static final EndpointSetting<Boolean> RFC_4180 =
            EndpointSetting.flag(FAMILY, "Rfc4180").byDefault(true);

    /** Time zone of the dates in folder names, such as Asia/Seoul. Default: UTC. */
    public static final EndpointSetting<String> DATE_PARTITION_TIMEZONE =
            EndpointSetting.text(FAMILY, "DatePartitionTimezone").onlyFor(TARGET);

    /** Whether strings are filled up with blanks. Default false. */
    public static final EndpointSetting<Boolean> ADD_TRAILING_PADDING_CHARACTER = EndpointSetting.flag(
                    FAMILY, "AddTrailingPaddingCharacter")
            .byDefault(false)
            .onlyFor(TARGET);

    /** Account that must own the bucket. */
    public static final EndpointSetting<String> EXPECTED_BUCKET_OWNER =
            EndpointSetting.text(FAMILY, "ExpectedBucketOwner");

    /** Whether a Glue catalogue is written for the bucket. */
    public static final EndpointSetting<Boolean> GLUE_CATALOG_GENERATION =
            EndpointSetting.flag(FAMILY, "GlueCatalogGeneration").onlyFor(TARGET);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            EXTERNAL_TABLE_DEFINITION,
            CSV_ROW_DELIMITER,
            CSV_DELIMITER,
            BUCKET_FOLDER,
            BUCKET_NAME,
            COMPRESSION_TYPE,
            ENCRYPTION_MODE,
            SERVER_SIDE_ENCRYPTION_KMS_KEY_ID,
            DATA_FORMAT,
            ENCODING_TYPE,
            DICT_PAGE_SIZE_LIMIT,
            ROW_GROUP_LENGTH,
            DATA_PAGE_SIZE,
            PARQUET_VERSION,
            ENABLE_STATISTICS,
            INCLUDE_OP_FOR_FULL_LOAD,
            CDC_INSERTS_ONLY,
            TIMESTAMP_COLUMN_NAME,
            PARQUET_TIMESTAMP_IN_MILLISECOND,
            CDC_INSERTS_AND_UPDATES,
            DATE_PARTITION_ENABLED,
            DATE_PARTITION_SEQUENCE,
            DATE_PARTITION_DELIMITER,
            USE_CSV_NO_SUP_VALUE,
            CSV_NO_SUP_VALUE,
            PRESERVE_TRANSACTIONS,
            CDC_PATH,
            USE_TASK_START_TIME_FOR_FULL_LOAD_TIMESTAMP,
            CANNED_ACL_FOR_OBJECTS,
            ADD_COLUMN_NAME,
            CDC_MAX_BATCH_INTERVAL,
            CDC_MIN_FILE_SIZE,
            CSV_NULL_VALUE,
            IGNORE_HEADER_ROWS,
            MAX_FILE_SIZE,
            RFC_4180,
            DATE_PARTITION_TIMEZONE,
            ADD_TRAILING_PADDING_CHARACTER,
            EXPECTED_BUCKET_OWNER,
            GLUE_CATALOG_GENERATION);

    private S3Settings() {}

    /** How files are compressed. */
    public enum CompressionType implements SettingWord {
        NONE,
        GZIP
    }

    /** What files hold. */
    public enum DataFormat implements SettingWord {
        CSV,
        PARQUET
    }

    /** How Parquet values are encoded. */
    public enum EncodingType implements SettingWord {
        PLAIN,
        PLAIN_DICTIONARY,
        RLE_DICTIONARY
    }

    /** Versions of the Parquet format. */
    public enum ParquetVersion implements SettingWord {
        PARQUET_1_0,
        PARQUET_2_0
    }

    /** Order of the parts of a date in folder names. */
    public enum DatePartitionSequence implements SettingWord {
        YYYYMMDD,
        YYYYMMDDHH,
        YYYYMM,
        MMYYYYDD,
        DDMMYYYY;

        @Override
        public String word() {
            return name();
        }
    }

    /** What separates the parts of a date in folder names. */
    public enum DatePartitionDelimiter implements SettingWord {
        SLASH,
        UNDERSCORE,
        DASH,
        NONE;

        @Override
        public String word() {
            return name();
        }
    }

    /** Access control lists that S3 has ready. */
    public enum CannedAcl implements SettingWord {
        NONE,
        PRIVATE,
        PUBLIC_READ,
        PUBLIC_READ_WRITE,
        AUTHENTICATED_READ,
        AWS_EXEC_READ,
        BUCKET_OWNER_READ,
        BUCKET_OWNER_FULL_CONTROL
    }
}
