package io.dmskit.alarm;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.DmsMetric.Statistic;
import java.time.Duration;
import java.util.Optional;

/** The alarms of a replication instance. An instance that is gone has not recovered, so silence leaves each as it is. */
final class InstanceAlarms {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;
    private static final double MEMORY_SHARE = 0.1;
    private static final double LOW_SHARE = 0.25;
    private static final double CRITICAL_SHARE = 0.15;

    /** For a class whose memory is not known: less than this is little on the smallest class that replicates at all. */
    private static final double LITTLE_MEMORY = 512 * MIB;

    /** Per five minutes: a few pages that go out once are no sign. */
    private static final double SWAPPED = 16 * MIB;

    private static final double BUSY_PERCENT = 80;
    private static final double LONG_QUEUE = 64;

    private InstanceAlarms() {}

    static AlarmDefinition availableMemory(Optional<Long> ofClass) {
        return minutes(
                AlarmKind.AVAILABLE_MEMORY,
                DmsMetric.AVAILABLE_MEMORY,
                Comparison.BELOW,
                ofClass.map(memory -> memory * MEMORY_SHARE).orElse(LITTLE_MEMORY),
                9,
                12,
                Severity.PAGE);
    }

    static AlarmDefinition swap() {
        return new AlarmDefinition(
                AlarmKind.SWAP,
                DmsMetric.INSTANCE_SWAP_USAGE,
                Measure.RISE,
                Statistic.MAXIMUM,
                Comparison.ABOVE,
                SWAPPED,
                Duration.ofMinutes(5),
                6,
                5,
                MissingData.IGNORE,
                Severity.WARN);
    }

    static AlarmDefinition cpu() {
        return minutes(
                AlarmKind.INSTANCE_CPU,
                DmsMetric.INSTANCE_CPU_UTILIZATION,
                Comparison.ABOVE,
                BUSY_PERCENT,
                12,
                15,
                Severity.WARN);
    }

    static AlarmDefinition storageLow(int gib) {
        return minutes(
                AlarmKind.STORAGE_LOW,
                DmsMetric.FREE_STORAGE_SPACE,
                Comparison.BELOW,
                gib * GIB * LOW_SHARE,
                9,
                12,
                Severity.WARN);
    }

    /** Rings sooner than the others: debug logs and swapped changes fill a disk within the hour. */
    static AlarmDefinition storageCritical(int gib) {
        return minutes(
                AlarmKind.STORAGE_CRITICAL,
                DmsMetric.FREE_STORAGE_SPACE,
                Comparison.BELOW,
                gib * GIB * CRITICAL_SHARE,
                3,
                5,
                Severity.PAGE);
    }

    static AlarmDefinition diskQueue() {
        return minutes(
                AlarmKind.DISK_QUEUE, DmsMetric.DISK_QUEUE_DEPTH, Comparison.ABOVE, LONG_QUEUE, 12, 15, Severity.WARN);
    }

    private static AlarmDefinition minutes(
            AlarmKind kind,
            DmsMetric metric,
            Comparison comparison,
            double threshold,
            int datapoints,
            int periods,
            Severity severity) {
        return new AlarmDefinition(
                kind,
                metric,
                Measure.VALUE,
                metric.statistic(),
                comparison,
                Math.rint(threshold),
                MINUTE,
                periods,
                datapoints,
                MissingData.IGNORE,
                severity);
    }
}
