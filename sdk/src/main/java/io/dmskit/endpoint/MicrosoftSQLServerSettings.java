package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;
import static io.dmskit.endpoint.EndpointSide.TARGET;

import java.util.List;

/**
 * Settings of SQL Server, as a source and as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_MicrosoftSQLServerSettings.html">MicrosoftSQLServerSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.SQLServer.html">User guide</a>
 */
public final class MicrosoftSQLServerSettings {
    static final String FAMILY = "MicrosoftSQLServerSettings";

    /** Largest packet of a bulk copy, in bytes. At least 1. */
    public static final EndpointSetting<Integer> BCP_PACKET_SIZE =
            EndpointSetting.number(FAMILY, "BcpPacketSize").atLeast(1).onlyFor(TARGET);

    /** File group of the control tables. */
    public static final EndpointSetting<String> CONTROL_TABLES_FILE_GROUP =
            EndpointSetting.text(FAMILY, "ControlTablesFileGroup").onlyFor(TARGET);

    /** Whether only the node DMS is connected to is asked in an Always On group. */
    public static final EndpointSetting<Boolean> QUERY_SINGLE_ALWAYS_ON_NODE =
            EndpointSetting.flag(FAMILY, "QuerySingleAlwaysOnNode").onlyFor(SOURCE);

    /** Whether changes are read from log backups only; the active log stays untouched, latency grows. */
    public static final EndpointSetting<Boolean> READ_BACKUP_ONLY =
            EndpointSetting.flag(FAMILY, "ReadBackupOnly").onlyFor(SOURCE);

    /** How the transaction log is kept until it is read. */
    public static final EndpointSetting<SafeguardPolicy> SAFEGUARD_POLICY = EndpointSetting.word(
                    FAMILY, "SafeguardPolicy", SafeguardPolicy.class)
            .onlyFor(SOURCE);

    /** Whether full load uses bulk copy; false where only the target has an identity column. */
    public static final EndpointSetting<Boolean> USE_BCP_FULL_LOAD =
            EndpointSetting.flag(FAMILY, "UseBcpFullLoad").onlyFor(TARGET);

    /** Whether log backups of other products are read, if they are in native format. */
    public static final EndpointSetting<Boolean> USE_THIRD_PARTY_BACKUP_DEVICE =
            EndpointSetting.flag(FAMILY, "UseThirdPartyBackupDevice").onlyFor(SOURCE);

    /** Whether blanks at the end of CHAR and NCHAR values are cut off. Default true. */
    public static final EndpointSetting<Boolean> TRIM_SPACE_IN_CHAR =
            EndpointSetting.flag(FAMILY, "TrimSpaceInChar").byDefault(true).onlyFor(SOURCE);

    /** Whether changes are read from the active log, its backups, or both. */
    public static final EndpointSetting<TlogAccessMode> TLOG_ACCESS_MODE =
            EndpointSetting.word(FAMILY, "TlogAccessMode", TlogAccessMode.class).onlyFor(SOURCE);

    /** Whether LOBs stored inline are looked up all the same. */
    public static final EndpointSetting<Boolean> FORCE_LOB_LOOKUP = EndpointSetting.flag(FAMILY, "ForceLobLookup");

    /** How DMS logs in. */
    public static final EndpointSetting<KerberosAuthentication> AUTHENTICATION_METHOD =
            EndpointSetting.word(FAMILY, "AuthenticationMethod", KerberosAuthentication.class);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            BCP_PACKET_SIZE,
            CONTROL_TABLES_FILE_GROUP,
            QUERY_SINGLE_ALWAYS_ON_NODE,
            READ_BACKUP_ONLY,
            SAFEGUARD_POLICY,
            USE_BCP_FULL_LOAD,
            USE_THIRD_PARTY_BACKUP_DEVICE,
            TRIM_SPACE_IN_CHAR,
            TLOG_ACCESS_MODE,
            FORCE_LOB_LOOKUP,
            AUTHENTICATION_METHOD);

    private MicrosoftSQLServerSettings() {}

    /** How the transaction log is kept from being cut off before it is read. */
    public enum SafeguardPolicy implements SettingWord {
        RELY_ON_SQL_SERVER_REPLICATION_AGENT,
        EXCLUSIVE_AUTOMATIC_TRUNCATION,
        SHARED_AUTOMATIC_TRUNCATION
    }

    /** Where changes are read. */
    public enum TlogAccessMode implements SettingWord {
        BACKUP_ONLY("BackupOnly"),
        PREFER_BACKUP("PreferBackup"),
        PREFER_TLOG("PreferTlog"),
        TLOG_ONLY("TlogOnly");

        private final String word;

        TlogAccessMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
