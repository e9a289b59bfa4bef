package io.dmskit.monitoring;

import io.dmskit.catalog.TableName;
import io.dmskit.monitoring.Snapshot.Blindness;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks at one task again and again and remembers what speeds need. Used by one thread. */
final class TaskWatch {
    private static final Snapshot NOTHING_YET = new Snapshot(
            Instant.EPOCH,
            new TaskStatus("unknown"),
            Phase.STARTING,
            0,
            List.of(),
            Metrics.NONE,
            0,
            0,
            Optional.empty());

    private final ReplicationHandle task;
    private final MetricReader metrics;
    private final Duration detailInterval;
    private final Map<TableName, Long> expectedRows;
    private final Speed loading = new Speed();
    private final Speed applying = new Speed();
    private final Map<TableName, Speed> tableSpeeds = new HashMap<>();
    private List<TableState> tables = List.of();
    private Metrics newest = Metrics.NONE;
    private Optional<Blindness> metricsMissing = Optional.empty();
    private @Nullable Instant detailSeen;
    private Snapshot last = NOTHING_YET;

    TaskWatch(
            ReplicationHandle task, MetricReader metrics, Duration detailInterval, Map<TableName, Long> expectedRows) {
        this.task = task;
        this.metrics = metrics;
        this.detailInterval = detailInterval;
        this.expectedRows = expectedRows;
    }

    Snapshot see(Instant now, boolean inDetail) {
        TaskSnapshot seen = task.describe();
        boolean changed = !seen.status().equals(last.status());
        if (inDetail || changed || detailSeen == null || !now.isBefore(detailSeen.plus(detailInterval))) {
            seeDetail(seen, now);
        }
        last = new Snapshot(
                now,
                seen.status(),
                Phase.of(seen, tables),
                seen.statistics().fullLoadProgressPercent(),
                tables.stream().map(this::progress).toList(),
                newest,
                loading.perSecond(),
                applying.perSecond(),
                metricsMissing);
        return last;
    }

    private void seeDetail(TaskSnapshot seen, Instant now) {
        tables = seen.hasRun() ? task.tableStatistics() : List.of();
        seeMetrics(seen, now);
        detailSeen = now;
        loading.see(tables.stream().mapToLong(TableState::fullLoadRows).sum(), now);
        applying.see(tables.stream().mapToLong(table -> table.applied().rows()).sum(), now);
        tables.forEach(table -> speed(table).see(table.fullLoadRows(), now));
    }

    /** Metrics come from another service: without them the status can still be seen. */
    private void seeMetrics(TaskSnapshot seen, Instant now) {
        try {
            newest = seen.status().equals(TaskStatus.RUNNING) ? metrics.read(seen, now) : Metrics.NONE;
            metricsMissing = Optional.empty();
        } catch (SdkException e) {
            newest = Metrics.NONE;
            Instant since = metricsMissing.map(Blindness::since).orElse(now);
            metricsMissing = Optional.of(new Blindness(since, "metrics: " + e.getMessage()));
        }
    }

    Snapshot blind(Instant now, String problem) {
        last = last.blind(now, problem);
        return last;
    }

    private TableProgress progress(TableState table) {
        Long expected = expectedRows.get(table.table());
        return new TableProgress(
                table,
                expected == null ? OptionalLong.empty() : OptionalLong.of(expected),
                speed(table).perSecond());
    }

    private Speed speed(TableState table) {
        return tableSpeeds.computeIfAbsent(table.table(), name -> new Speed());
    }
}
