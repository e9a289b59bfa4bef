package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Amazon Kinesis Data Streams, as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_KinesisSettings.html">KinesisSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html">User guide</a>
 */
public final class KinesisSettings {
    static final String FAMILY = "KinesisSettings";

    /** ARN of the stream. Required. */
    public static final EndpointSetting<String> STREAM_ARN =
            EndpointSetting.text(FAMILY, "StreamArn").required();

    /** Whether messages are indented or on one line. Default json. */
    public static final EndpointSetting<MessageFormat> MESSAGE_FORMAT =
            EndpointSetting.word(FAMILY, "MessageFormat", MessageFormat.class).byDefault(MessageFormat.JSON);

    /** Whether messages carry commit time, log position and transaction. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_TRANSACTION_DETAILS =
            EndpointSetting.flag(FAMILY, "IncludeTransactionDetails").byDefault(false);

    /** Whether messages carry their partition value. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_PARTITION_VALUE =
            EndpointSetting.flag(FAMILY, "IncludePartitionValue").byDefault(false);

    /** Whether partition values begin with schema and table, which spreads many small tables. Default false. */
    public static final EndpointSetting<Boolean> PARTITION_INCLUDE_SCHEMA_TABLE =
            EndpointSetting.flag(FAMILY, "PartitionIncludeSchemaTable").byDefault(false);

    /** Whether control messages tell of DDL. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_TABLE_ALTER_OPERATIONS =
            EndpointSetting.flag(FAMILY, "IncludeTableAlterOperations").byDefault(false);

    /** Whether control messages carry the definitions of tables and columns. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_CONTROL_DETAILS =
            EndpointSetting.flag(FAMILY, "IncludeControlDetails").byDefault(false);

    /** Whether columns that are NULL or empty are written. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_NULL_AND_EMPTY =
            EndpointSetting.flag(FAMILY, "IncludeNullAndEmpty").byDefault(false);

    /** Whether raw data comes without 0x before it. Default false. */
    public static final EndpointSetting<Boolean> NO_HEX_PREFIX =
            EndpointSetting.flag(FAMILY, "NoHexPrefix").byDefault(false);

    /** Whether integers of more than 32 bits stay numbers. */
    public static final EndpointSetting<Boolean> USE_LARGE_INTEGER_VALUE =
            EndpointSetting.flag(FAMILY, "UseLargeIntegerValue");

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            STREAM_ARN,
            MESSAGE_FORMAT,
            INCLUDE_TRANSACTION_DETAILS,
            INCLUDE_PARTITION_VALUE,
            PARTITION_INCLUDE_SCHEMA_TABLE,
            INCLUDE_TABLE_ALTER_OPERATIONS,
            INCLUDE_CONTROL_DETAILS,
            INCLUDE_NULL_AND_EMPTY,
            NO_HEX_PREFIX,
            USE_LARGE_INTEGER_VALUE);

    private KinesisSettings() {}
}
