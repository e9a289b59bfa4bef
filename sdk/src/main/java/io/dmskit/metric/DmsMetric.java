package io.dmskit.metric;

/**
 * The CloudWatch metrics of DMS, each with the statistic that tells the truth about it: a latency is a gauge, whose sum over five
 * one-minute points would be five times too high.
 *
 * <p>Metrics of a task come once a minute, with gaps, and only while it runs: no data never means that all is well.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring DMS tasks</a>
 */
public enum DmsMetric implements CloudWatchMetric {
    /** How old the last captured change is; falls to 0 too when the reader finds nothing to read, so 0 proves nothing. */
    CDC_LATENCY_SOURCE("CDCLatencySource", Level.TASK, Unit.SECONDS, Statistic.MAXIMUM),
    /** How old the oldest change is that the target has not confirmed; contains the source latency. */
    CDC_LATENCY_TARGET("CDCLatencyTarget", Level.TASK, Unit.SECONDS, Statistic.MAXIMUM),
    /** Changes waiting to be applied: a backlog, not a rate. */
    CDC_INCOMING_CHANGES("CDCIncomingChanges", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Rows in memory that wait for the source to commit. */
    CDC_CHANGES_MEMORY_SOURCE("CDCChangesMemorySource", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Rows on disk that wait for the source to commit. */
    CDC_CHANGES_DISK_SOURCE("CDCChangesDiskSource", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Committed rows in memory that wait for the target. */
    CDC_CHANGES_MEMORY_TARGET("CDCChangesMemoryTarget", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Committed rows on disk that wait for the target; rising means that the target cannot keep up. */
    CDC_CHANGES_DISK_TARGET("CDCChangesDiskTarget", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Changes captured. */
    CDC_THROUGHPUT_ROWS_SOURCE("CDCThroughputRowsSource", Level.TASK, Unit.ROWS_PER_SECOND, Statistic.AVERAGE),
    /** Changes applied. */
    CDC_THROUGHPUT_ROWS_TARGET("CDCThroughputRowsTarget", Level.TASK, Unit.ROWS_PER_SECOND, Statistic.AVERAGE),
    /** Volume of changes captured. */
    CDC_THROUGHPUT_BANDWIDTH_SOURCE(
            "CDCThroughputBandwidthSource", Level.TASK, Unit.KILOBYTES_PER_SECOND, Statistic.AVERAGE),
    /** Volume of changes applied; sampled, so 0 does not mean that nothing goes. */
    CDC_THROUGHPUT_BANDWIDTH_TARGET(
            "CDCThroughputBandwidthTarget", Level.TASK, Unit.KILOBYTES_PER_SECOND, Statistic.AVERAGE),
    /** Rows read by the full load. */
    FULL_LOAD_THROUGHPUT_ROWS_SOURCE(
            "FullLoadThroughputRowsSource", Level.TASK, Unit.ROWS_PER_SECOND, Statistic.AVERAGE),
    /** Rows written by the full load. */
    FULL_LOAD_THROUGHPUT_ROWS_TARGET(
            "FullLoadThroughputRowsTarget", Level.TASK, Unit.ROWS_PER_SECOND, Statistic.AVERAGE),
    /** Volume read by the full load. */
    FULL_LOAD_THROUGHPUT_BANDWIDTH_SOURCE(
            "FullLoadThroughputBandwidthSource", Level.TASK, Unit.KILOBYTES_PER_SECOND, Statistic.AVERAGE),
    /** Volume written by the full load. */
    FULL_LOAD_THROUGHPUT_BANDWIDTH_TARGET(
            "FullLoadThroughputBandwidthTarget", Level.TASK, Unit.KILOBYTES_PER_SECOND, Statistic.AVERAGE),
    /** Rows that differ, of all that were compared so far; needs validation and the task's log. */
    VALIDATION_FAILED_OVERALL_COUNT("ValidationFailedOverallCount", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Rows that could not be compared; needs validation and the task's log. */
    VALIDATION_SUSPENDED_OVERALL_COUNT("ValidationSuspendedOverallCount", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** Rows still to be compared; needs validation and the task's log. */
    VALIDATION_PENDING_OVERALL_COUNT("ValidationPendingOverallCount", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** The task's share of the processors, added over all of them: may exceed 100. */
    TASK_CPU_UTILIZATION("CPUUtilization", Level.TASK, Unit.PERCENT, Statistic.AVERAGE),
    /** The task's memory, with its file cache. */
    TASK_MEMORY_USAGE("MemoryUsage", Level.TASK, Unit.MEGABYTES, Statistic.MAXIMUM),
    /** Swap the task uses. */
    TASK_SWAP_USAGE("SwapUsage", Level.TASK, Unit.BYTES, Statistic.MAXIMUM),
    /** How often DMS has taken the task up again by itself; AWS's guide does not name it, and it need not be there. */
    RECOVERY_COUNT("RecoveryCount", Level.TASK, Unit.COUNT, Statistic.MAXIMUM),
    /** The share of its memory that a serverless replication uses; its processors can be full while this is low. */
    CAPACITY_UTILIZATION("CapacityUtilization", Level.SERVERLESS, Unit.PERCENT, Statistic.MAXIMUM),
    /** A serverless replication's processors. */
    SERVERLESS_CPU_UTILIZATION("CPUUtilization", Level.SERVERLESS, Unit.PERCENT, Statistic.AVERAGE),
    /** The instance's processors. */
    INSTANCE_CPU_UTILIZATION("CPUUtilization", Level.INSTANCE, Unit.PERCENT, Statistic.AVERAGE),
    /** Memory that a program could still get: the one to watch. */
    AVAILABLE_MEMORY("AvailableMemory", Level.INSTANCE, Unit.BYTES, Statistic.MINIMUM),
    /** Buffers and cache that could be freed: not free memory. */
    FREEABLE_MEMORY("FreeableMemory", Level.INSTANCE, Unit.BYTES, Statistic.MINIMUM),
    /** Swap the instance uses. */
    INSTANCE_SWAP_USAGE("SwapUsage", Level.INSTANCE, Unit.BYTES, Statistic.MAXIMUM),
    /** Room for logs and swapped changes. */
    FREE_STORAGE_SPACE("FreeStorageSpace", Level.INSTANCE, Unit.BYTES, Statistic.MINIMUM),
    /** Reads from disk. */
    READ_IOPS("ReadIOPS", Level.INSTANCE, Unit.COUNT_PER_SECOND, Statistic.AVERAGE),
    /** Writes to disk. */
    WRITE_IOPS("WriteIOPS", Level.INSTANCE, Unit.COUNT_PER_SECOND, Statistic.AVERAGE),
    /** Requests that wait for the disk. */
    DISK_QUEUE_DEPTH("DiskQueueDepth", Level.INSTANCE, Unit.COUNT, Statistic.MAXIMUM),
    /** Traffic in. */
    NETWORK_RECEIVE_THROUGHPUT("NetworkReceiveThroughput", Level.INSTANCE, Unit.BYTES_PER_SECOND, Statistic.AVERAGE),
    /** Traffic out. */
    NETWORK_TRANSMIT_THROUGHPUT("NetworkTransmitThroughput", Level.INSTANCE, Unit.BYTES_PER_SECOND, Statistic.AVERAGE);

    /** The namespace of every metric. */
    public static final String NAMESPACE = "AWS/DMS";

    private final String metricName;
    private final Level level;
    private final Unit unit;
    private final Statistic statistic;

    DmsMetric(String metricName, Level level, Unit unit, Statistic statistic) {
        this.metricName = metricName;
        this.level = level;
        this.unit = unit;
        this.statistic = statistic;
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    /** Returns the name CloudWatch knows it by; a task and its instance may have one of the same name. */
    @Override
    public String metricName() {
        return metricName;
    }

    /** Returns what it is about: its dimensions. */
    public Level level() {
        return level;
    }

    @Override
    public Unit unit() {
        return unit;
    }

    @Override
    public Statistic statistic() {
        return statistic;
    }

    /** What a metric is about. */
    public enum Level {
        /** A replication task; those of ongoing replication and load also a serverless replication. */
        TASK,
        /** A serverless replication only. */
        SERVERLESS,
        /** A replication instance. */
        INSTANCE
    }

    /** What values count. */
    public enum Unit {
        SECONDS,
        COUNT,
        COUNT_PER_SECOND,
        ROWS_PER_SECOND,
        KILOBYTES_PER_SECOND,
        BYTES_PER_SECOND,
        BYTES,
        MEGABYTES,
        PERCENT
    }

    /** How the points of a period are put together. */
    public enum Statistic {
        MAXIMUM("Maximum"),
        MINIMUM("Minimum"),
        AVERAGE("Average");

        private final String word;

        Statistic(String word) {
            this.word = word;
        }

        /** Returns the word CloudWatch uses. */
        public String word() {
            return word;
        }
    }
}
