package io.dmskit.monitoring.watch;

import io.dmskit.catalog.TableName;
import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.Metrics;
import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.Snapshot.Blindness;
import io.dmskit.monitoring.Speed;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.MetricReading;
import io.dmskit.monitoring.judge.MetricReadings;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.judge.TableReadings;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Remembers of one replication what speeds and charts need, and puts a snapshot together. Used by one thread. */
final class Progress {
    private final Speed loading = new Speed();
    private final Speed applying = new Speed();
    private final Map<TableName, Speed> tableSpeeds = new HashMap<>();
    private final LatencyTrace latencies = new LatencyTrace();
    private @Nullable Instant tablesReadAt;
    private @Nullable Instant metricsReadAt;

    Snapshot see(ReplicationSnapshot seen, FleetSnapshot fleet) {
        seen.tables().filter(read -> !read.readAt().equals(tablesReadAt)).ifPresent(this::see);
        seen.metrics().filter(read -> !read.readAt().equals(metricsReadAt)).ifPresent(this::see);
        List<TableState> tables = seen.tables().map(TableReadings::tables).orElse(List.of());
        return new Snapshot(
                fleet.at(),
                seen.task().status(),
                Phase.of(seen.task(), tables),
                seen.task().statistics().fullLoadProgressPercent(),
                tables.stream().map(table -> progress(table, seen)).toList(),
                silent(fleet) ? Metrics.NONE : metrics(seen),
                loading.perSecond(),
                applying.perSecond(),
                blindness(fleet));
    }

    private void see(TableReadings read) {
        tablesReadAt = read.readAt();
        List<TableState> tables = read.tables();
        loading.see(tables.stream().mapToLong(TableState::fullLoadRows).sum(), read.readAt());
        applying.see(tables.stream().mapToLong(table -> table.applied().rows()).sum(), read.readAt());
        Set<TableName> there = tables.stream().map(TableState::table).collect(Collectors.toSet());
        tableSpeeds.keySet().retainAll(there);
        tables.forEach(table -> tableSpeeds
                .computeIfAbsent(table.table(), any -> new Speed())
                .see(table.fullLoadRows(), read.readAt()));
    }

    private void see(MetricReadings read) {
        metricsReadAt = read.readAt();
        latencies.see(read);
    }

    List<LatencyPoint> latencies() {
        return latencies.points();
    }

    private TableProgress progress(TableState table, ReplicationSnapshot seen) {
        Long expected = seen.expectedRows().get(table.table());
        Speed speed = tableSpeeds.get(table.table());
        return new TableProgress(
                table,
                expected == null ? OptionalLong.empty() : OptionalLong.of(expected),
                // A smoothed speed dies away; what is loaded has none any more.
                speed == null || table.completed() ? 0 : speed.perSecond());
    }

    /** What has stopped has no latency, and its last one says nothing any more. */
    private static Metrics metrics(ReplicationSnapshot seen) {
        if (!seen.task().status().equals(TaskStatus.RUNNING)) {
            return Metrics.NONE;
        }
        return new Metrics(
                newest(seen, DmsMetric.CDC_LATENCY_SOURCE).map(Progress::seconds),
                newest(seen, DmsMetric.CDC_LATENCY_TARGET).map(Progress::seconds),
                newest(seen, DmsMetric.CDC_INCOMING_CHANGES)
                        .map(point -> OptionalLong.of(Math.round(point.value())))
                        .orElse(OptionalLong.empty()));
    }

    /** Readings reach ten periods back: what is not in the last one is too old. */
    private static Optional<MetricReading> newest(ReplicationSnapshot seen, DmsMetric metric) {
        return seen.metrics()
                .map(read -> read.points().getOrDefault(metric, List.of()))
                .filter(points -> !points.isEmpty())
                .map(points -> points.get(points.size() - 1));
    }

    static Duration seconds(MetricReading point) {
        return Duration.ofMillis(Math.round(point.value() * 1000));
    }

    /** Without its status nobody knows whether it still has a latency, and without its metrics nobody knows which. */
    private static boolean silent(FleetSnapshot fleet) {
        return fleet.failures().stream()
                .map(ServiceFailure::service)
                .anyMatch(List.of(ServiceFailure.DMS, ServiceFailure.CLOUD_WATCH)::contains);
    }

    private static Optional<Blindness> blindness(FleetSnapshot fleet) {
        return fleet.failures().stream()
                .min((one, other) -> one.since().compareTo(other.since()))
                .map(one -> new Blindness(one.since(), one.service() + ": " + one.problem()));
    }
}
