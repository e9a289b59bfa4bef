package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;
import static io.dmskit.endpoint.EndpointSide.TARGET;

import java.util.List;

/**
 * Settings of Oracle, as a source and as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_OracleSettings.html">OracleSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.Oracle.html">User guide</a>
 */
public final class OracleSettings {
    static final String FAMILY = "OracleSettings";

    /** Whether DMS adds supplemental logging of the primary key to the selected tables; the database's own must be on already. */
    public static final EndpointSetting<Boolean> ADD_SUPPLEMENTAL_LOGGING =
            EndpointSetting.flag(FAMILY, "AddSupplementalLogging").onlyFor(SOURCE);

    /** Destination of the archived redo logs: a dest_id of v$archived_log. At least 0. */
    public static final EndpointSetting<Integer> ARCHIVED_LOG_DEST_ID =
            EndpointSetting.number(FAMILY, "ArchivedLogDestId").atLeast(0).onlyFor(SOURCE);

    /** Second destination, of a standby that may become the primary. At least 0. */
    public static final EndpointSetting<Integer> ADDITIONAL_ARCHIVED_LOG_DEST_ID = EndpointSetting.number(
                    FAMILY, "AdditionalArchivedLogDestId")
            .atLeast(0)
            .onlyFor(SOURCE);

    /** Further destinations, where there are several standbys. */
    public static final EndpointSetting<IntegerList> EXTRA_ARCHIVED_LOG_DEST_IDS =
            EndpointSetting.numbers(FAMILY, "ExtraArchivedLogDestIds").onlyFor(SOURCE);

    /** Whether tables with nested tables or user-defined types are migrated. */
    public static final EndpointSetting<Boolean> ALLOW_SELECT_NESTED_TABLES =
            EndpointSetting.flag(FAMILY, "AllowSelectNestedTables").onlyFor(SOURCE);

    /** Threads that read redo logs from ASM. Default 2; 2 to 8. */
    public static final EndpointSetting<Integer> PARALLEL_ASM_READ_THREADS = EndpointSetting.number(
                    FAMILY, "ParallelAsmReadThreads")
            .byDefault(2)
            .from(2, 8)
            .onlyFor(SOURCE);

    /** Blocks read ahead from ASM. Default 1000; 1000 to 200000. */
    public static final EndpointSetting<Integer> READ_AHEAD_BLOCKS = EndpointSetting.number(FAMILY, "ReadAheadBlocks")
            .byDefault(1000)
            .from(1000, 200000)
            .onlyFor(SOURCE);

    /** Whether redo logs are opened as files under the replaced path; false for Binary Reader on Amazon RDS. */
    public static final EndpointSetting<Boolean> ACCESS_ALTERNATE_DIRECTLY =
            EndpointSetting.flag(FAMILY, "AccessAlternateDirectly").onlyFor(SOURCE);

    /** Whether the replaced path holds for the online redo logs too; true for Binary Reader on Amazon RDS. */
    public static final EndpointSetting<Boolean> USE_ALTERNATE_FOLDER_FOR_ONLINE =
            EndpointSetting.flag(FAMILY, "UseAlternateFolderForOnline").onlyFor(SOURCE);

    /** Root of the redo logs as Oracle names it, for Binary Reader on Amazon RDS. */
    public static final EndpointSetting<String> ORACLE_PATH_PREFIX =
            EndpointSetting.text(FAMILY, "OraclePathPrefix").onlyFor(SOURCE);

    /** What replaces that root. */
    public static final EndpointSetting<String> USE_PATH_PREFIX =
            EndpointSetting.text(FAMILY, "UsePathPrefix").onlyFor(SOURCE);

    /** Whether that root is replaced at all. */
    public static final EndpointSetting<Boolean> REPLACE_PATH_PREFIX =
            EndpointSetting.flag(FAMILY, "ReplacePathPrefix").onlyFor(SOURCE);

    /** Whether tables and indexes keep their tablespace on the target. */
    public static final EndpointSetting<Boolean> ENABLE_HOMOGENOUS_TABLESPACE =
            EndpointSetting.flag(FAMILY, "EnableHomogenousTablespace");

    /** Whether direct path writes leave no trail in the redo log. */
    public static final EndpointSetting<Boolean> DIRECT_PATH_NO_LOG =
            EndpointSetting.flag(FAMILY, "DirectPathNoLog").onlyFor(TARGET);

    /** Whether only archived redo logs are read, never the online ones. */
    public static final EndpointSetting<Boolean> ARCHIVED_LOGS_ONLY =
            EndpointSetting.flag(FAMILY, "ArchivedLogsOnly").onlyFor(SOURCE);

    /** Address of the ASM instance, for Binary Reader. Its password goes into the ASM secret. */
    public static final EndpointSetting<String> ASM_SERVER =
            EndpointSetting.text(FAMILY, "AsmServer").onlyFor(SOURCE);

    /** User of the ASM instance. */
    public static final EndpointSetting<String> ASM_USER =
            EndpointSetting.text(FAMILY, "AsmUser").onlyFor(SOURCE);

    /** Whether character columns are measured in bytes or in characters. */
    public static final EndpointSetting<CharLengthSemantics> CHAR_LENGTH_SEMANTICS =
            EndpointSetting.word(FAMILY, "CharLengthSemantics", CharLengthSemantics.class);

    /** Whether a parallel load uses the direct path; the target table must have neither constraints nor indexes. */
    public static final EndpointSetting<Boolean> DIRECT_PATH_PARALLEL_LOAD =
            EndpointSetting.flag(FAMILY, "DirectPathParallelLoad").onlyFor(TARGET);

    /** Whether a LOB longer than LobMaxSize fails the task instead of being cut off. */
    public static final EndpointSetting<Boolean> FAIL_TASKS_ON_LOB_TRUNCATION =
            EndpointSetting.flag(FAMILY, "FailTasksOnLobTruncation").onlyFor(SOURCE);

    /** Scale of NUMBER columns that declare none; -1 reads them as FLOAT, -2 as text. Default 10; -2 to 38. */
    public static final EndpointSetting<Integer> NUMBER_DATATYPE_SCALE = EndpointSetting.number(
                    FAMILY, "NumberDatatypeScale")
            .byDefault(10)
            .from(-2, 38)
            .onlyFor(SOURCE);

    /** Whether tablespace names are read, for rules that change them. */
    public static final EndpointSetting<Boolean> READ_TABLE_SPACE_NAME =
            EndpointSetting.flag(FAMILY, "ReadTableSpaceName").onlyFor(SOURCE);

    /** Pause before a query is sent again, in seconds. At least 0. */
    public static final EndpointSetting<Integer> RETRY_INTERVAL =
            EndpointSetting.number(FAMILY, "RetryInterval").atLeast(0).onlyFor(SOURCE);

    /** Name of the key of transparent data encryption; the key itself goes into the secret. */
    public static final EndpointSetting<String> SECURITY_DB_ENCRYPTION_NAME =
            EndpointSetting.text(FAMILY, "SecurityDbEncryptionName").onlyFor(SOURCE);

    /** Function that turns SDO_GEOMETRY into GeoJSON. Default: SDO2GEOJSON, if the user may call it. */
    public static final EndpointSetting<String> SPATIAL_DATA_OPTION_TO_GEOJSON_FUNCTION_NAME = EndpointSetting.text(
                    FAMILY, "SpatialDataOptionToGeoJsonFunctionName")
            .onlyFor(SOURCE);

    /** How far an Active Data Guard standby lags, in minutes. At least 0. */
    public static final EndpointSetting<Integer> STANDBY_DELAY_TIME =
            EndpointSetting.number(FAMILY, "StandbyDelayTime").atLeast(0).onlyFor(SOURCE);

    /** Whether Binary Reader captures the changes; UseLogminerReader must then be false. */
    public static final EndpointSetting<Boolean> USE_BFILE =
            EndpointSetting.flag(FAMILY, "UseBFile").onlyFor(SOURCE);

    /** Whether full load writes through Oracle's direct path. */
    public static final EndpointSetting<Boolean> USE_DIRECT_PATH_FULL_LOAD =
            EndpointSetting.flag(FAMILY, "UseDirectPathFullLoad").onlyFor(TARGET);

    /** Whether LogMiner captures the changes. Default true. */
    public static final EndpointSetting<Boolean> USE_LOGMINER_READER =
            EndpointSetting.flag(FAMILY, "UseLogminerReader").byDefault(true).onlyFor(SOURCE);

    /** ARN of the role with which DMS reads the secret of the ASM instance. */
    public static final EndpointSetting<String> SECRETS_MANAGER_ORACLE_ASM_ACCESS_ROLE_ARN =
            EndpointSetting.text(FAMILY, "SecretsManagerOracleAsmAccessRoleArn").onlyFor(SOURCE);

    /** Name or ARN of the secret with the ASM instance's address, user and password. */
    public static final EndpointSetting<String> SECRETS_MANAGER_ORACLE_ASM_SECRET_ID =
            EndpointSetting.text(FAMILY, "SecretsManagerOracleAsmSecretId").onlyFor(SOURCE);

    /** Whether blanks at the end of CHAR and NCHAR values are cut off. Default true. */
    public static final EndpointSetting<Boolean> TRIM_SPACE_IN_CHAR =
            EndpointSetting.flag(FAMILY, "TrimSpaceInChar").byDefault(true).onlyFor(SOURCE);

    /** Whether timestamps with a time zone arrive as UTC. */
    public static final EndpointSetting<Boolean> CONVERT_TIMESTAMP_WITH_ZONE_TO_UTC =
            EndpointSetting.flag(FAMILY, "ConvertTimestampWithZoneToUTC").onlyFor(SOURCE);

    /** How far back a CDC-only task looks for open transactions, in minutes; needs engine version 3.5.0. Default 0; 0 to 240. */
    public static final EndpointSetting<Integer> OPEN_TRANSACTION_WINDOW = EndpointSetting.number(
                    FAMILY, "OpenTransactionWindow")
            .byDefault(0)
            .from(0, 240)
            .onlyFor(SOURCE);

    /** How DMS logs in. */
    public static final EndpointSetting<KerberosAuthentication> AUTHENTICATION_METHOD =
            EndpointSetting.word(FAMILY, "AuthenticationMethod", KerberosAuthentication.class);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            ADD_SUPPLEMENTAL_LOGGING,
            ARCHIVED_LOG_DEST_ID,
            ADDITIONAL_ARCHIVED_LOG_DEST_ID,
            EXTRA_ARCHIVED_LOG_DEST_IDS,
            ALLOW_SELECT_NESTED_TABLES,
            PARALLEL_ASM_READ_THREADS,
            READ_AHEAD_BLOCKS,
            ACCESS_ALTERNATE_DIRECTLY,
            USE_ALTERNATE_FOLDER_FOR_ONLINE,
            ORACLE_PATH_PREFIX,
            USE_PATH_PREFIX,
            REPLACE_PATH_PREFIX,
            ENABLE_HOMOGENOUS_TABLESPACE,
            DIRECT_PATH_NO_LOG,
            ARCHIVED_LOGS_ONLY,
            ASM_SERVER,
            ASM_USER,
            CHAR_LENGTH_SEMANTICS,
            DIRECT_PATH_PARALLEL_LOAD,
            FAIL_TASKS_ON_LOB_TRUNCATION,
            NUMBER_DATATYPE_SCALE,
            READ_TABLE_SPACE_NAME,
            RETRY_INTERVAL,
            SECURITY_DB_ENCRYPTION_NAME,
            SPATIAL_DATA_OPTION_TO_GEOJSON_FUNCTION_NAME,
            STANDBY_DELAY_TIME,
            USE_BFILE,
            USE_DIRECT_PATH_FULL_LOAD,
            USE_LOGMINER_READER,
            SECRETS_MANAGER_ORACLE_ASM_ACCESS_ROLE_ARN,
            SECRETS_MANAGER_ORACLE_ASM_SECRET_ID,
            TRIM_SPACE_IN_CHAR,
            CONVERT_TIMESTAMP_WITH_ZONE_TO_UTC,
            OPEN_TRANSACTION_WINDOW,
            AUTHENTICATION_METHOD);

    private OracleSettings() {}

    /** What the length of a character column counts. */
    public enum CharLengthSemantics implements SettingWord {
        DEFAULT,
        CHAR,
        BYTE
    }
}
