package io.dmskit.monitoring.judge;

import java.time.Instant;

/**
 * A service does not answer.
 *
 * @param service its name, or what of it: one of the constants here
 * @param since the first call that failed
 * @param problem what the last one said
 */
public record ServiceFailure(String service, Instant since, String problem) {
    /** The service that has statuses. */
    public static final String DMS = "dms";

    /** Its part that has tables. */
    public static final String TABLES = "dms table statistics";

    /** Its part that has instances. */
    public static final String INSTANCES = "dms replication instances";

    /** The service that has metrics. */
    public static final String CLOUD_WATCH = "cloudwatch";

    /** Its part that has alarms. */
    public static final String ALARMS = "cloudwatch alarms";
}
