package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Amazon Timestream, as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_TimestreamSettings.html">TimestreamSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Timestream.html">User guide</a>
 */
public final class TimestreamSettings {
    static final String FAMILY = "TimestreamSettings";

    /** Database in Timestream. Required. */
    public static final EndpointSetting<String> DATABASE_NAME =
            EndpointSetting.text(FAMILY, "DatabaseName").required();

    /** How long rows stay in memory, in hours. Required. Range: 1 to 8766. */
    public static final EndpointSetting<Integer> MEMORY_DURATION =
            EndpointSetting.number(FAMILY, "MemoryDuration").from(1, 8766).required();

    /** How long rows stay on disk, in days. Required. Range: 1 to 73000. */
    public static final EndpointSetting<Integer> MAGNETIC_DURATION =
            EndpointSetting.number(FAMILY, "MagneticDuration").from(1, 73000).required();

    /** Whether of all changes only inserts and updates are written. Default false. */
    public static final EndpointSetting<Boolean> CDC_INSERTS_AND_UPDATES =
            EndpointSetting.flag(FAMILY, "CdcInsertsAndUpdates").byDefault(false);

    /** Whether rows older than the memory's duration are written to disk directly. Default false. */
    public static final EndpointSetting<Boolean> ENABLE_MAGNETIC_STORE_WRITES =
            EndpointSetting.flag(FAMILY, "EnableMagneticStoreWrites").byDefault(false);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            DATABASE_NAME, MEMORY_DURATION, MAGNETIC_DURATION, CDC_INSERTS_AND_UPDATES, ENABLE_MAGNETIC_STORE_WRITES);

    private TimestreamSettings() {}
}
