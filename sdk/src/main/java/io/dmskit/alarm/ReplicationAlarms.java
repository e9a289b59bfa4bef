package io.dmskit.alarm;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.DmsMetric.Statistic;
import java.time.Duration;
import java.util.Optional;

/** The alarms of a task or a serverless replication. */
final class ReplicationAlarms {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** Long enough for a burst or a failover, short enough for whoever has promised minutes. */
    private static final Duration LATENCY = Duration.ofMinutes(5);

    /** Changes per five minutes: below that, a backlog that breathes would ring. */
    private static final double BACKLOG = 1000;

    private ReplicationAlarms() {}

    static AlarmDefinition targetLatency(Optional<Duration> highest) {
        return latency(AlarmKind.TARGET_LATENCY, DmsMetric.CDC_LATENCY_TARGET, highest);
    }

    static AlarmDefinition sourceLatency(Optional<Duration> highest) {
        return latency(AlarmKind.SOURCE_LATENCY, DmsMetric.CDC_LATENCY_SOURCE, highest);
    }

    private static AlarmDefinition latency(AlarmKind kind, DmsMetric metric, Optional<Duration> highest) {
        return new AlarmDefinition(
                kind,
                metric,
                Measure.VALUE,
                metric.statistic(),
                Comparison.ABOVE,
                highest.orElse(LATENCY).toMillis() / 1000.0,
                MINUTE,
                12,
                9,
                MissingData.BREACHING,
                Severity.PAGE);
    }

    /**
     * Watches a metric that comes as long as the process lives, whether it loads or replicates; no value of it is below 0, so only
     * silence breaches.
     */
    static AlarmDefinition noData(boolean serverless) {
        DmsMetric metric = serverless ? DmsMetric.CAPACITY_UTILIZATION : DmsMetric.TASK_MEMORY_USAGE;
        return new AlarmDefinition(
                AlarmKind.NO_DATA,
                metric,
                Measure.VALUE,
                metric.statistic(),
                Comparison.BELOW,
                0,
                MINUTE,
                12,
                9,
                MissingData.BREACHING,
                Severity.PAGE);
    }

    static AlarmDefinition incomingChanges() {
        return rising(AlarmKind.INCOMING_CHANGES, DmsMetric.CDC_INCOMING_CHANGES, BACKLOG);
    }

    static AlarmDefinition changesOnDisk() {
        return rising(AlarmKind.CHANGES_ON_DISK, DmsMetric.CDC_CHANGES_DISK_TARGET, 0);
    }

    private static AlarmDefinition rising(AlarmKind kind, DmsMetric metric, double threshold) {
        return new AlarmDefinition(
                kind,
                metric,
                Measure.RISE,
                metric.statistic(),
                Comparison.ABOVE,
                threshold,
                FIVE_MINUTES,
                4,
                3,
                MissingData.IGNORE,
                Severity.WARN);
    }

    /** A load that is over has no data any more, and all is well then; one that died is told of by its event. */
    static AlarmDefinition fullLoadThroughput() {
        return new AlarmDefinition(
                AlarmKind.FULL_LOAD_THROUGHPUT,
                DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET,
                Measure.VALUE,
                Statistic.MAXIMUM,
                Comparison.BELOW,
                1,
                MINUTE,
                30,
                30,
                MissingData.NOT_BREACHING,
                Severity.WARN);
    }

    static AlarmDefinition validationFailed() {
        return anyRow(AlarmKind.VALIDATION_FAILED, DmsMetric.VALIDATION_FAILED_OVERALL_COUNT);
    }

    static AlarmDefinition validationSuspended() {
        return anyRow(AlarmKind.VALIDATION_SUSPENDED, DmsMetric.VALIDATION_SUSPENDED_OVERALL_COUNT);
    }

    /** Counts stay until the next run, so one minute could be enough; three leave out a count that is mended at once. */
    private static AlarmDefinition anyRow(AlarmKind kind, DmsMetric metric) {
        return new AlarmDefinition(
                kind,
                metric,
                Measure.VALUE,
                metric.statistic(),
                Comparison.ABOVE,
                0,
                MINUTE,
                5,
                3,
                MissingData.IGNORE,
                Severity.WARN);
    }

    static AlarmDefinition capacity() {
        return saturated(AlarmKind.CAPACITY, DmsMetric.CAPACITY_UTILIZATION, 90, Severity.PAGE);
    }

    /** Pages: a replication has died of its processors while its memory was at a tenth. */
    static AlarmDefinition serverlessCpu() {
        return saturated(AlarmKind.SERVERLESS_CPU, DmsMetric.SERVERLESS_CPU_UTILIZATION, 85, Severity.PAGE);
    }

    private static AlarmDefinition saturated(AlarmKind kind, DmsMetric metric, double percent, Severity severity) {
        return new AlarmDefinition(
                kind,
                metric,
                Measure.VALUE,
                metric.statistic(),
                Comparison.ABOVE,
                percent,
                MINUTE,
                15,
                12,
                MissingData.IGNORE,
                severity);
    }
}
