package io.dmskit.local.dms;

import io.dmskit.local.aws.MetricStore;
import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.TableStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Publishes the metrics of running tasks, once a period; a task that does not run publishes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring</a>
 */
final class TaskMetrics {
    private static final String NAMESPACE = "AWS/DMS";

    private final Conductor conductor;
    private final Tasks tasks;
    private final Instances instances;
    private final MetricStore store;
    private final Duration period;
    private Map<String, Counters> last = new HashMap<>();

    /** What was counted when a task last published. */
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

    TaskMetrics(Conductor conductor, Tasks tasks, Instances instances, MetricStore store, Duration period) {
        this.conductor = conductor;
        this.tasks = tasks;
        this.instances = instances;
        this.store = store;
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
        tasks.all().stream().filter(Task::isReplicating).forEach(task -> now.put(task.arn, publish(task)));
        last = now;
    }

    private Counters publish(Task task) {
        ReplicationStatistics statistics = task.statistics;
        Counters counters = Counters.of(statistics.tables(), conductor.time());
        Counters before = last.getOrDefault(task.arn, counters);
        if (task.definition().type().replicates()) {
            put(task, "CDCLatencySource", "Seconds", seconds(statistics.sourceLatency()));
            put(task, "CDCLatencyTarget", "Seconds", seconds(statistics.targetLatency()));
            put(task, "CDCIncomingChanges", "Count", (double) statistics.incomingChanges());
            put(task, "CDCThroughputRowsSource", "Count/Second", counters.perSecond(before, Counters::captured));
            put(task, "CDCThroughputRowsTarget", "Count/Second", counters.perSecond(before, Counters::applied));
        }
        if (task.definition().type().loads() && statistics.fullLoadEnd().isEmpty()) {
            put(task, "FullLoadThroughputRowsTarget", "Count/Second", counters.perSecond(before, Counters::loaded));
        }
        return counters;
    }

    private void put(Task task, String metric, String unit, double value) {
        String instance = instances.get(task.definition().instanceArn()).replicationInstanceIdentifier();
        Map<String, String> dimensions =
                Map.of("ReplicationInstanceIdentifier", instance, "ReplicationTaskIdentifier", task.resourceId());
        store.put(new MetricName(NAMESPACE, metric, dimensions), conductor.time(), value, unit);
    }

    private static double seconds(Duration latency) {
        return latency.toMillis() / 1000.0;
    }
}
