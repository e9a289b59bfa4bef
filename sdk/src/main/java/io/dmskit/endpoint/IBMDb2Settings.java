package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;
import static io.dmskit.endpoint.EndpointSide.TARGET;

import java.util.List;

/**
 * Settings of Db2 for Linux, Unix and Windows as a source and as a target, and Db2 for z/OS as a source.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_IBMDb2Settings.html">IBMDb2Settings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.DB2.html">User guide</a>
 */
public final class IBMDb2Settings {
    static final String FAMILY = "IBMDb2Settings";

    /** Whether DMS turns on DATA CAPTURE CHANGES, which CDC needs. Default true. */
    public static final EndpointSetting<Boolean> SET_DATA_CAPTURE_CHANGES = EndpointSetting.flag(
                    FAMILY, "SetDataCaptureChanges")
            .byDefault(true)
            .onlyFor(SOURCE);

    /** Log sequence number at which CDC begins. */
    public static final EndpointSetting<String> CURRENT_LSN =
            EndpointSetting.text(FAMILY, "CurrentLsn").onlyFor(SOURCE);

    /** Most that is read from the log at once, in KB. Default 64; at least 1. */
    public static final EndpointSetting<Integer> MAX_KBYTES_PER_READ = EndpointSetting.number(
                    FAMILY, "MaxKBytesPerRead")
            .byDefault(64)
            .atLeast(1)
            .onlyFor(SOURCE);

    /** Time after which a load is given up, in milliseconds. Default 1200; at least 0. */
    public static final EndpointSetting<Integer> LOAD_TIMEOUT = EndpointSetting.number(FAMILY, "LoadTimeout")
            .byDefault(1200)
            .atLeast(0)
            .onlyFor(TARGET);

    /** Buffer for writing CSV files, in KB. Default 1024; at least 1. */
    public static final EndpointSetting<Integer> WRITE_BUFFER_SIZE = EndpointSetting.number(FAMILY, "WriteBufferSize")
            .byDefault(1024)
            .atLeast(1)
            .onlyFor(TARGET);

    /** Largest CSV file that full load copies from, in KB. At least 1. */
    public static final EndpointSetting<Integer> MAX_FILE_SIZE =
            EndpointSetting.number(FAMILY, "MaxFileSize").atLeast(1).onlyFor(TARGET);

    /** Whether the CSV files are kept, for a look at them later. Default false. */
    public static final EndpointSetting<Boolean> KEEP_CSV_FILES =
            EndpointSetting.flag(FAMILY, "KeepCsvFiles").byDefault(false).onlyFor(TARGET);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            SET_DATA_CAPTURE_CHANGES,
            CURRENT_LSN,
            MAX_KBYTES_PER_READ,
            LOAD_TIMEOUT,
            WRITE_BUFFER_SIZE,
            MAX_FILE_SIZE,
            KEEP_CSV_FILES);

    private IBMDb2Settings() {}
}
