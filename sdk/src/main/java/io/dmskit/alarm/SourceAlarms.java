package io.dmskit.alarm;

import io.dmskit.metric.SourceMetric;
import java.time.Duration;

/**
 * The alarms of the slots on a source. How much log a source can keep is known only there, so the thresholds want to be looked at:
 * half of the free storage is a good one.
 */
final class SourceAlarms {
    private static final double GIB = 1 << 30;
    private static final double LAG = 5 * GIB;
    private static final double DISK = 20 * GIB;

    private SourceAlarms() {}

    static AlarmDefinition slotLag() {
        return slots(AlarmKind.SOURCE_SLOT_LAG, SourceMetric.OLDEST_REPLICATION_SLOT_LAG, LAG, Severity.WARN);
    }

    static AlarmDefinition slotDisk() {
        return slots(AlarmKind.SOURCE_SLOT_DISK, SourceMetric.REPLICATION_SLOT_DISK_USAGE, DISK, Severity.PAGE);
    }

    /** Without a slot RDS tells nothing, and nothing is held. */
    private static AlarmDefinition slots(AlarmKind kind, SourceMetric metric, double threshold, Severity severity) {
        return new AlarmDefinition(
                kind,
                metric,
                Measure.VALUE,
                metric.statistic(),
                Comparison.ABOVE,
                threshold,
                Duration.ofMinutes(1),
                12,
                9,
                MissingData.NOT_BREACHING,
                severity);
    }
}
