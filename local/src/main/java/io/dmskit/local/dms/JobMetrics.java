package io.dmskit.local.dms;

import static io.dmskit.metric.DmsMetric.CDC_CHANGES_DISK_SOURCE;
import static io.dmskit.metric.DmsMetric.CDC_CHANGES_DISK_TARGET;
import static io.dmskit.metric.DmsMetric.CDC_CHANGES_MEMORY_SOURCE;
import static io.dmskit.metric.DmsMetric.CDC_CHANGES_MEMORY_TARGET;
import static io.dmskit.metric.DmsMetric.CDC_INCOMING_CHANGES;
import static io.dmskit.metric.DmsMetric.CDC_LATENCY_SOURCE;
import static io.dmskit.metric.DmsMetric.CDC_LATENCY_TARGET;
import static io.dmskit.metric.DmsMetric.CDC_THROUGHPUT_ROWS_SOURCE;
import static io.dmskit.metric.DmsMetric.CDC_THROUGHPUT_ROWS_TARGET;
import static io.dmskit.metric.DmsMetric.FREE_STORAGE_SPACE;
import static io.dmskit.metric.DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_SOURCE;
import static io.dmskit.metric.DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET;

import io.dmskit.local.aws.MetricSink;
import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.TableStatistics;
import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * Publishes the metrics of running tasks and serverless replications, and of instances, once a period; what does not run publishes
 * nothing. Only what can be measured is published: volumes, and a job's own share of processors and memory, are left out, since
 * jobs share one process; so is CapacityUtilization, which AWS defines over the memory of what was provisioned.
 * Uncommitted changes stay in the source's log and nothing goes to disk, so those metrics are truly zero.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring</a>
 */
final class JobMetrics {
    private final Conductor conductor;
    private final Tasks tasks;
    private final ReplicationConfigs replications;
    private final Instances instances;
    private final MetricSink sink;
    private final Duration period;
    private final Machine machine = new Machine();
    private Map<String, Counters> last = new HashMap<>();

    /** What was counted when a job last published. */
    private record Counters(Instant at, long loaded, long captured, long applied) {
        static Counters of(List<TableStatistics> tables, Instant now) {
            return new Counters(
                    now,
                    sum(tables, TableStatistics::fullLoadRows),
                    sum(tables, table -> table.inserts() + table.updates() + table.deletes()),
                    sum(tables, table -> table.appliedInserts() + table.appliedUpdates() + table.appliedDeletes()));
        }

        private static long sum(List<TableStatistics> tables, ToLongFunction<TableStatistics> count) {
            return tables.stream().mapToLong(count).sum();
        }

        /** Returns what one counter grew by each second; a counter that a reload set back counts from zero. */
        double perSecond(Counters before, ToLongFunction<Counters> counter) {
            double seconds = Duration.between(before.at, at).toNanos() / 1e9;
            return seconds <= 0
                    ? 0
                    : (double) Math.max(0, counter.applyAsLong(this) - counter.applyAsLong(before)) / seconds;
        }
    }

    JobMetrics(
            Conductor conductor,
            Tasks tasks,
            ReplicationConfigs replications,
            Instances instances,
            MetricSink sink,
            Duration period) {
        this.conductor = conductor;
        this.tasks = tasks;
        this.replications = replications;
        this.instances = instances;
        this.sink = sink;
        this.period = period;
    }

    /** Publishes from now on, until the conductor closes. */
    void begin() {
        conductor.after(period, () -> {
            begin();
            publish();
        });
    }

    private void publish() {
        Map<String, Counters> now = new HashMap<>();
        tasks.all().stream()
                .filter(Task::isReplicating)
                .forEach(task -> now.put(task.arn, publish(task, dimensions(task))));
        replications.all().stream()
                .filter(ServerlessReplication::isReplicating)
                .forEach(one -> now.put(one.arn, publish(one, MetricDimensions.ofReplication(one.arn))));
        last = now;
        Map<DmsMetric, Double> measured = machine.measure();
        instances.all().forEach(instance -> publish(instance, measured));
    }

    private MetricDimensions dimensions(Task task) {
        return MetricDimensions.ofTask(
                instances.get(task.definition().instanceArn()).replicationInstanceIdentifier(), task.arn);
    }

    private Counters publish(Job job, MetricDimensions dimensions) {
        Counters counters = Counters.of(job.statistics.tables(), conductor.time());
        put(dimensions, values(job, counters, last.getOrDefault(job.arn, counters)));
        return counters;
    }

    private static Map<DmsMetric, Double> values(Job job, Counters counters, Counters before) {
        ReplicationStatistics statistics = job.statistics;
        Map<DmsMetric, Double> values = new EnumMap<>(DmsMetric.class);
        if (job.definition().type().replicates()) {
            values.put(CDC_LATENCY_SOURCE, seconds(statistics.sourceLatency()));
            values.put(CDC_LATENCY_TARGET, seconds(statistics.targetLatency()));
            values.put(CDC_INCOMING_CHANGES, (double) statistics.incomingChanges());
            values.put(CDC_CHANGES_MEMORY_SOURCE, 0.0);
            values.put(CDC_CHANGES_DISK_SOURCE, 0.0);
            values.put(CDC_CHANGES_MEMORY_TARGET, (double) statistics.incomingChanges());
            values.put(CDC_CHANGES_DISK_TARGET, 0.0);
            values.put(CDC_THROUGHPUT_ROWS_SOURCE, counters.perSecond(before, Counters::captured));
            values.put(CDC_THROUGHPUT_ROWS_TARGET, counters.perSecond(before, Counters::applied));
        }
        if (job.definition().type().loads() && statistics.fullLoadEnd().isEmpty()) {
            // Filters are carried out by the source, so what it gives is what is written.
            double rows = counters.perSecond(before, Counters::loaded);
            values.put(FULL_LOAD_THROUGHPUT_ROWS_SOURCE, rows);
            values.put(FULL_LOAD_THROUGHPUT_ROWS_TARGET, rows);
        }
        return values;
    }

    /** An instance is this machine, except that a full one has no storage left. */
    private void publish(ReplicationInstance instance, Map<DmsMetric, Double> measured) {
        Map<DmsMetric, Double> values = new EnumMap<>(measured);
        if (instance.replicationInstanceStatus().equals(InstanceStatus.STORAGE_FULL.word())) {
            values.put(FREE_STORAGE_SPACE, 0.0);
        }
        put(MetricDimensions.ofInstance(instance.replicationInstanceIdentifier()), values);
    }

    private void put(MetricDimensions dimensions, Map<DmsMetric, Double> values) {
        Instant now = conductor.time();
        values.forEach((metric, value) -> sink.put(
                new MetricName(DmsMetric.NAMESPACE, metric.metricName(), dimensions.values()),
                now,
                value,
                unit(metric)));
    }

    /** The unit as CloudWatch names it; it has none for rows. */
    private static String unit(DmsMetric metric) {
        return switch (metric.unit()) {
            case SECONDS -> "Seconds";
            case COUNT -> "Count";
            case COUNT_PER_SECOND, ROWS_PER_SECOND -> "Count/Second";
            case KILOBYTES_PER_SECOND -> "Kilobytes/Second";
            case BYTES_PER_SECOND -> "Bytes/Second";
            case BYTES -> "Bytes";
            case MEGABYTES -> "Megabytes";
            case PERCENT -> "Percent";
        };
    }

    private static double seconds(Duration latency) {
        return latency.toMillis() / 1000.0;
    }
}
