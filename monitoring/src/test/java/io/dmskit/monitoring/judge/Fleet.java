package io.dmskit.monitoring.judge;

import io.dmskit.catalog.TableName;
import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.StopReason;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.Changes;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import io.dmskit.task.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

/** A task on an instance as a test lets it be, looked at once a minute by a judge. */
final class Fleet {
    static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    static final String ARN = "arn:aws:dms:eu-central-1:000000000000:task:CPSTBQ";
    static final String INSTANCE = "arn:aws:dms:eu-central-1:000000000000:rep:ABC";
    private static final double GIB = 1 << 30;

    final Judge judge;
    Instant now = START;
    String arn = ARN;
    ReplicationKind kind = ReplicationKind.TASK;
    MigrationType type = MigrationType.FULL_LOAD_AND_CDC;
    String status = "running";
    Optional<String> stopReason = Optional.empty();
    Optional<String> failure = Optional.empty();
    Optional<String> checkpoint = Optional.empty();
    Optional<Instant> started = Optional.of(START.minus(Duration.ofDays(2)));
    int errors;
    int queued;
    int progress = 100;
    Map<DmsMetric, Double> values = new EnumMap<>(DmsMetric.class);
    boolean published = true;
    List<TableState> tables = new ArrayList<>(List.of(table("account", LoadState.COMPLETED, 100)));
    boolean tablesRead = true;
    Map<TableName, Long> expected = Map.of();
    Evidence evidence = Evidence.NONE;
    Map<DmsMetric, Double> instanceValues = new EnumMap<>(DmsMetric.class);
    String instanceStatus = "available";
    List<ServiceFailure> failures = List.of();
    boolean there = true;
    private Optional<MetricReadings> read = Optional.empty();
    private Optional<TableReadings> readTables = Optional.empty();
    private TaskSnapshot seen = task();
    private Instant seenAt = START;

    Fleet(JudgeRules rules) {
        judge = new Judge(rules);
        lag(0, 0);
        values.put(DmsMetric.CDC_INCOMING_CHANGES, 0.0);
        values.put(DmsMetric.CDC_THROUGHPUT_ROWS_TARGET, 5.0);
        instanceValues.put(DmsMetric.AVAILABLE_MEMORY, 8 * GIB);
        instanceValues.put(DmsMetric.INSTANCE_SWAP_USAGE, 0.0);
        instanceValues.put(DmsMetric.FREE_STORAGE_SPACE, 80 * GIB);
        instanceValues.put(DmsMetric.INSTANCE_CPU_UTILIZATION, 10.0);
    }

    static Fleet running() {
        return new Fleet(JudgeRules.DEFAULTS);
    }

    Fleet lag(double source, double target) {
        values.put(DmsMetric.CDC_LATENCY_SOURCE, source);
        values.put(DmsMetric.CDC_LATENCY_TARGET, target);
        return this;
    }

    Fleet ended(String word, String reason) {
        status = word;
        stopReason = Optional.of(reason).filter(text -> !text.isEmpty());
        published = false;
        return this;
    }

    Fleet restart() {
        status = "running";
        stopReason = Optional.empty();
        published = true;
        started = Optional.of(now);
        return this;
    }

    /** Lets minutes go by, each with a look at its end, and returns what is so at the last. */
    List<Condition> minutes(int count) {
        List<Condition> found = List.of();
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(60);
            found = look();
        }
        return found;
    }

    List<Condition> look() {
        if (!failing(ServiceFailure.DMS)) {
            seen = task();
            seenAt = now;
            if (tablesRead) {
                readTables = Optional.of(new TableReadings(now, tables));
            }
        }
        if (!failing(ServiceFailure.CLOUD_WATCH)) {
            read = Optional.of(readings(published ? values : Map.of()));
        }
        ReplicationSnapshot one = new ReplicationSnapshot(seenAt, seen, readTables, read, expected, evidence);
        InstanceSnapshot instance = new InstanceSnapshot(
                INSTANCE,
                "bank-instance",
                instanceStatus,
                new Capacity.Provisioned("dms.r6i.large", 100, false),
                Optional.of(readings(instanceValues)));
        return judge.see(new FleetSnapshot(now, there ? List.of(one) : List.of(), List.of(instance), failures));
    }

    private boolean failing(String service) {
        return failures.stream().anyMatch(one -> one.service().equals(service));
    }

    private MetricReadings readings(Map<DmsMetric, Double> now) {
        Map<DmsMetric, List<MetricReading>> points = new EnumMap<>(DmsMetric.class);
        now.forEach(
                (metric, value) -> points.put(metric, List.of(new MetricReading(this.now.minusSeconds(60), value))));
        return new MetricReadings(this.now, points);
    }

    private TaskSnapshot task() {
        return new TaskSnapshot(
                kind,
                arn,
                "bank",
                Optional.of(type),
                TaskStatus.of(status),
                stopReason.map(StopReason::of),
                failure,
                TaskStatistics.of(ReplicationTaskStats.builder()
                        .tablesErrored(errors)
                        .tablesQueued(queued)
                        .fullLoadProgressPercent(progress)
                        .build()),
                Optional.empty(),
                started,
                checkpoint,
                INSTANCE,
                "",
                "");
    }

    static TableState table(String name, LoadState state, long rows) {
        return table(name, state, rows, Validation.NOT_ENABLED);
    }

    static TableState table(String name, LoadState state, long rows, Validation validation) {
        return table(name, state, rows, 10, 10, validation);
    }

    static TableState table(
            String name, LoadState state, long rows, long captured, long applied, Validation validation) {
        return new TableState(
                new TableName("bank", name),
                state,
                rows,
                new Changes(captured, 0, 0, 0),
                new Changes(applied, 0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                validation);
    }
}
