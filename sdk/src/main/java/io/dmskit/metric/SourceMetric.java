package io.dmskit.metric;

/**
 * What RDS for PostgreSQL tells of its replication slots when it is a source. A slot keeps the log until it is read, so one that
 * nobody reads fills the source's disk.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html">CloudWatch metrics for Amazon RDS</a>
 */
public enum SourceMetric implements CloudWatchMetric {
    /** How far the slot that lags most is behind, in bytes of log. */
    OLDEST_REPLICATION_SLOT_LAG("OldestReplicationSlotLag"),
    /** What slots hold on the disk. */
    REPLICATION_SLOT_DISK_USAGE("ReplicationSlotDiskUsage");

    /** The namespace of every one of them. */
    public static final String NAMESPACE = "AWS/RDS";

    private final String metricName;

    SourceMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public String metricName() {
        return metricName;
    }

    @Override
    public DmsMetric.Unit unit() {
        return DmsMetric.Unit.BYTES;
    }

    @Override
    public DmsMetric.Statistic statistic() {
        return DmsMetric.Statistic.MAXIMUM;
    }
}
