package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;
import static io.dmskit.endpoint.EndpointSide.TARGET;

import java.util.List;

/**
 * Settings of PostgreSQL and Aurora PostgreSQL, as sources and as targets.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_PostgreSQLSettings.html">PostgreSQLSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">User guide</a>
 */
public final class PostgreSQLSettings {
    static final String FAMILY = "PostgreSQLSettings";

    /** Statement run after connecting for CDC, such as SET session_replication_role='replica'. */
    public static final EndpointSetting<String> AFTER_CONNECT_SCRIPT =
            EndpointSetting.text(FAMILY, "AfterConnectScript");

    /** Whether DDL is captured; needs a table, a function and an event trigger on the source. Default true. */
    public static final EndpointSetting<Boolean> CAPTURE_DDLS =
            EndpointSetting.flag(FAMILY, "CaptureDdls").byDefault(true).onlyFor(SOURCE);

    /** Largest CSV file that full load copies from, in KB. Default 32768; at least 1. */
    public static final EndpointSetting<Integer> MAX_FILE_SIZE = EndpointSetting.number(FAMILY, "MaxFileSize")
            .byDefault(32768)
            .atLeast(1)
            .onlyFor(TARGET);

    /** Schema of what CaptureDdls creates. Default public. */
    public static final EndpointSetting<String> DDL_ARTIFACTS_SCHEMA = EndpointSetting.text(
                    FAMILY, "DdlArtifactsSchema")
            .byDefault("public")
            .onlyFor(SOURCE);

    /** Statement timeout, in seconds. Default 60; at least 0. */
    public static final EndpointSetting<Integer> EXECUTE_TIMEOUT =
            EndpointSetting.number(FAMILY, "ExecuteTimeout").byDefault(60).atLeast(0);

    /** Whether a LOB longer than LobMaxSize fails the task instead of being cut off. Default false. */
    public static final EndpointSetting<Boolean> FAIL_TASKS_ON_LOB_TRUNCATION = EndpointSetting.flag(
                    FAMILY, "FailTasksOnLobTruncation")
            .byDefault(false)
            .onlyFor(SOURCE);

    /** Whether DMS writes now and then, so that an idle source does not keep its write-ahead log for ever. Default false. */
    public static final EndpointSetting<Boolean> HEARTBEAT_ENABLE =
            EndpointSetting.flag(FAMILY, "HeartbeatEnable").byDefault(false).onlyFor(SOURCE);

    /** Schema of what the heartbeat creates. Default public. */
    public static final EndpointSetting<String> HEARTBEAT_SCHEMA =
            EndpointSetting.text(FAMILY, "HeartbeatSchema").byDefault("public").onlyFor(SOURCE);

    /** Time between two heartbeats, in minutes. Default 5; at least 1. */
    public static final EndpointSetting<Integer> HEARTBEAT_FREQUENCY = EndpointSetting.number(
                    FAMILY, "HeartbeatFrequency")
            .byDefault(5)
            .atLeast(1)
            .onlyFor(SOURCE);

    /** A replication slot that exists already; needed for a CDC-only task with a start position. */
    public static final EndpointSetting<String> SLOT_NAME =
            EndpointSetting.text(FAMILY, "SlotName").onlyFor(SOURCE);

    /** Logical decoding plugin of the slot that DMS creates. Default pglogical. */
    public static final EndpointSetting<PluginName> PLUGIN_NAME = EndpointSetting.word(
                    FAMILY, "PluginName", PluginName.class)
            .byDefault(PluginName.PGLOGICAL)
            .onlyFor(SOURCE);

    /** Whether blanks at the end of CHAR and NCHAR values are cut off. Default true. */
    public static final EndpointSetting<Boolean> TRIM_SPACE_IN_CHAR =
            EndpointSetting.flag(FAMILY, "TrimSpaceInChar").byDefault(true).onlyFor(SOURCE);

    /** Whether booleans stay booleans rather than varchar(5); must be said on both sides. Default false. */
    public static final EndpointSetting<Boolean> MAP_BOOLEAN_AS_BOOLEAN =
            EndpointSetting.flag(FAMILY, "MapBooleanAsBoolean").byDefault(false);

    /** Whether JSONB is read as CLOB. Default false. */
    public static final EndpointSetting<Boolean> MAP_JSONB_AS_CLOB =
            EndpointSetting.flag(FAMILY, "MapJsonbAsClob").byDefault(false).onlyFor(SOURCE);

    /** What LONG values are read as. Default wstring. */
    public static final EndpointSetting<LongVarcharMapping> MAP_LONG_VARCHAR_AS = EndpointSetting.word(
                    FAMILY, "MapLongVarcharAs", LongVarcharMapping.class)
            .byDefault(LongVarcharMapping.WSTRING)
            .onlyFor(SOURCE);

    /** Whether the server is a Babelfish. */
    public static final EndpointSetting<DatabaseMode> DATABASE_MODE =
            EndpointSetting.word(FAMILY, "DatabaseMode", DatabaseMode.class);

    /** Database inside the Babelfish. */
    public static final EndpointSetting<String> BABELFISH_DATABASE_NAME =
            EndpointSetting.text(FAMILY, "BabelfishDatabaseName");

    /** Whether filters are compared as plain text, so that an index on the text column serves. */
    public static final EndpointSetting<Boolean> DISABLE_UNICODE_SOURCE_FILTER =
            EndpointSetting.flag(FAMILY, "DisableUnicodeSourceFilter").onlyFor(SOURCE);

    /** ARN of the role with which DMS logs in, with AuthenticationMethod iam. */
    public static final EndpointSetting<String> SERVICE_ACCESS_ROLE_ARN =
            EndpointSetting.text(FAMILY, "ServiceAccessRoleArn");

    /** How DMS logs in. */
    public static final EndpointSetting<IamAuthentication> AUTHENTICATION_METHOD =
            EndpointSetting.word(FAMILY, "AuthenticationMethod", IamAuthentication.class);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            AFTER_CONNECT_SCRIPT,
            CAPTURE_DDLS,
            MAX_FILE_SIZE,
            DDL_ARTIFACTS_SCHEMA,
            EXECUTE_TIMEOUT,
            FAIL_TASKS_ON_LOB_TRUNCATION,
            HEARTBEAT_ENABLE,
            HEARTBEAT_SCHEMA,
            HEARTBEAT_FREQUENCY,
            SLOT_NAME,
            PLUGIN_NAME,
            TRIM_SPACE_IN_CHAR,
            MAP_BOOLEAN_AS_BOOLEAN,
            MAP_JSONB_AS_CLOB,
            MAP_LONG_VARCHAR_AS,
            DATABASE_MODE,
            BABELFISH_DATABASE_NAME,
            DISABLE_UNICODE_SOURCE_FILTER,
            SERVICE_ACCESS_ROLE_ARN,
            AUTHENTICATION_METHOD);

    private PostgreSQLSettings() {}

    /** Logical decoding plugins. */
    public enum PluginName implements SettingWord {
        NO_PREFERENCE,
        TEST_DECODING,
        PGLOGICAL
    }

    /** What a LONG value becomes. */
    public enum LongVarcharMapping implements SettingWord {
        WSTRING,
        CLOB,
        NCLOB
    }

    /** Which kind of PostgreSQL answers. */
    public enum DatabaseMode implements SettingWord {
        DEFAULT,
        BABELFISH
    }
}
