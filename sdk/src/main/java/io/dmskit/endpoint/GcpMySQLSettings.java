package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of MySQL of Google Cloud, as a source: engine {@code mysql} with these instead of {@link MySQLSettings}.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_GcpMySQLSettings.html">GcpMySQLSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.GC.html">User guide</a>
 */
public final class GcpMySQLSettings {
    static final String FAMILY = "GcpMySQLSettings";

    /** Statement run after connecting; whether it fails or not, the task goes on. */
    public static final EndpointSetting<String> AFTER_CONNECT_SCRIPT =
            EndpointSetting.text(FAMILY, "AfterConnectScript");

    /** Whether what is known of a table is read again when it does not fit, as after an ALTER TABLE. */
    public static final EndpointSetting<Boolean> CLEAN_SOURCE_METADATA_ON_MISMATCH =
            EndpointSetting.flag(FAMILY, "CleanSourceMetadataOnMismatch");

    /** How often an idle binary log is asked for changes, in seconds. Default 5; at least 1. */
    public static final EndpointSetting<Integer> EVENTS_POLL_INTERVAL =
            EndpointSetting.number(FAMILY, "EventsPollInterval").byDefault(5).atLeast(1);

    /** Whether tables go into one database or each into that of its schema. */
    public static final EndpointSetting<TargetDbType> TARGET_DB_TYPE =
            EndpointSetting.word(FAMILY, "TargetDbType", TargetDbType.class);

    /** Largest CSV file that full load copies from, in KB. At least 1. */
    public static final EndpointSetting<Integer> MAX_FILE_SIZE =
            EndpointSetting.number(FAMILY, "MaxFileSize").atLeast(1);

    /** Threads that load one table, each with its own connection. Default 1; at least 1. */
    public static final EndpointSetting<Integer> PARALLEL_LOAD_THREADS =
            EndpointSetting.number(FAMILY, "ParallelLoadThreads").byDefault(1).atLeast(1);

    /** Time zone of the source, such as US/Pacific, without quotes. */
    public static final EndpointSetting<String> SERVER_TIMEZONE = EndpointSetting.text(FAMILY, "ServerTimezone");

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            AFTER_CONNECT_SCRIPT,
            CLEAN_SOURCE_METADATA_ON_MISMATCH,
            EVENTS_POLL_INTERVAL,
            TARGET_DB_TYPE,
            MAX_FILE_SIZE,
            PARALLEL_LOAD_THREADS,
            SERVER_TIMEZONE);

    private GcpMySQLSettings() {}
}
