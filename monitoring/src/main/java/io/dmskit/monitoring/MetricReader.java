package io.dmskit.monitoring;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** Reads the newest metrics of a task from CloudWatch. Thread-safe. */
final class MetricReader {
    private static final List<DmsMetric> METRICS =
            List.of(DmsMetric.CDC_LATENCY_SOURCE, DmsMetric.CDC_LATENCY_TARGET, DmsMetric.CDC_INCOMING_CHANGES);

    /** Metrics come with gaps; what is older than so many periods says nothing about now. */
    private static final int PERIODS = 10;

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(15);

    private final DatabaseMigrationClient dms;
    private final CloudWatchClient cloudWatch;
    private final Duration period;
    private final Map<String, String> instanceIdentifiers = new ConcurrentHashMap<>();

    MetricReader(DatabaseMigrationClient dms, CloudWatchClient cloudWatch, Duration period) {
        this.dms = dms;
        this.cloudWatch = cloudWatch;
        this.period = period;
    }

    Metrics read(TaskSnapshot task, Instant now) {
        Optional<String> instance = instanceIdentifier(task.replicationInstanceArn());
        if (instance.isEmpty()) {
            return Metrics.NONE;
        }
        MetricDimensions dimensions = MetricDimensions.ofTask(instance.get(), task.arn());
        Map<String, Double> newest = cloudWatch.getMetricData(request(dimensions, now)).metricDataResults().stream()
                .filter(result -> result.hasValues() && !result.values().isEmpty())
                .collect(Collectors.toMap(
                        MetricDataResult::id, result -> result.values().get(0)));
        return new Metrics(
                seconds(newest.get(id(DmsMetric.CDC_LATENCY_SOURCE))),
                seconds(newest.get(id(DmsMetric.CDC_LATENCY_TARGET))),
                count(newest.get(id(DmsMetric.CDC_INCOMING_CHANGES))));
    }

    private Optional<String> instanceIdentifier(String arn) {
        String known = instanceIdentifiers.get(arn);
        if (known != null) {
            return Optional.of(known);
        }
        Filter byArn =
                Filter.builder().name("replication-instance-arn").values(arn).build();
        Optional<String> found =
                dms.describeReplicationInstances(request -> request.filters(byArn)).replicationInstances().stream()
                        .map(ReplicationInstance::replicationInstanceIdentifier)
                        .findFirst();
        found.ifPresent(identifier -> instanceIdentifiers.put(arn, identifier));
        return found;
    }

    /** Only whole periods are asked for: the current one is still filling. */
    private GetMetricDataRequest request(MetricDimensions dimensions, Instant now) {
        Instant end = Instant.ofEpochSecond(now.getEpochSecond() / period.toSeconds() * period.toSeconds());
        Duration window = period.multipliedBy(PERIODS);
        return GetMetricDataRequest.builder()
                .metricDataQueries(METRICS.stream()
                        .map(metric -> query(metric, dimensions))
                        .toList())
                .startTime(end.minus(window.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : window))
                .endTime(end)
                .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                .build();
    }

    private MetricDataQuery query(DmsMetric metric, MetricDimensions dimensions) {
        Metric named = Metric.builder()
                .namespace(DmsMetric.NAMESPACE)
                .metricName(metric.metricName())
                .dimensions(dimensions.values().entrySet().stream()
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
        return MetricDataQuery.builder()
                .id(id(metric))
                .metricStat(stat -> stat.metric(named)
                        .period(Math.toIntExact(period.toSeconds()))
                        .stat(metric.statistic().word()))
                .build();
    }

    /** Ids begin with a lower-case letter. */
    private static String id(DmsMetric metric) {
        return metric.metricName().toLowerCase(Locale.ROOT);
    }

    private static Optional<Duration> seconds(@Nullable Double value) {
        return value == null ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(value * 1000)));
    }

    private static OptionalLong count(@Nullable Double value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(Math.round(value));
    }
}
