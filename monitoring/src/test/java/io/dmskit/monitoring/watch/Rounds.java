package io.dmskit.monitoring.watch;

import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.Metrics;
import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.alert.SinkState;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.judge.LagForecast;
import io.dmskit.monitoring.judge.MetricReading;
import io.dmskit.monitoring.judge.MetricReadings;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.judge.TableReadings;
import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.StopReason;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

/** A round as a test puts it together. */
public final class Rounds {
    public static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private static final TaskStatistics LOADED = TaskStatistics.of(
            ReplicationTaskStats.builder().fullLoadProgressPercent(100).build());

    private Instant at = START.plus(Duration.ofMinutes(30));
    private final List<One> all = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private List<ServiceFailure> failures = List.of();
    private List<SinkState> sinks = List.of();
    private List<String> troubles = List.of();

    /** One replication; a running task that replicates, unless a test says otherwise. */
    public static final class One {
        private final String name;
        private MigrationType type = MigrationType.FULL_LOAD_AND_CDC;
        private String status = "running";
        private Optional<String> stopReason = Optional.empty();
        private List<TableProgress> tables = List.of();
        private Optional<Instant> tablesReadAt = Optional.empty();
        private double[] latencies = {};
        private OptionalLong waiting = OptionalLong.empty();
        private double speed;
        private Optional<Duration> loadAhead = Optional.empty();
        private Optional<LagForecast> lagAhead = Optional.empty();
        private final List<Condition> conditions = new ArrayList<>();

        private One(String name) {
            this.name = name;
        }

        public One type(MigrationType newType) {
            type = newType;
            return this;
        }

        public One status(String word) {
            status = word;
            return this;
        }

        public One stopped(String word, String reason) {
            stopReason = Optional.of(reason);
            return status(word);
        }

        public One tables(TableProgress... some) {
            tables = List.of(some);
            return this;
        }

        /** Says when its tables were read; by default when the round is. */
        public One tablesReadAt(Instant when) {
            tablesReadAt = Optional.of(when);
            return this;
        }

        /** Target latencies in seconds, one a minute up to the round; below 0: there is no point. */
        public One latencies(double... seconds) {
            latencies = seconds.clone();
            return this;
        }

        public One waiting(long changes) {
            waiting = OptionalLong.of(changes);
            return this;
        }

        public One speed(double perSecond) {
            speed = perSecond;
            return this;
        }

        public One loadAhead(Duration left) {
            loadAhead = Optional.of(left);
            return this;
        }

        public One lagAhead(LagForecast forecast) {
            lagAhead = Optional.of(forecast);
            return this;
        }

        public One condition(ConditionKind kind, ConditionSeverity severity, String text) {
            conditions.add(Rounds.condition(kind, severity, arn(), name, text));
            return this;
        }

        String arn() {
            return "arn:aws:dms:eu-central-1:000000000000:task:" + name.toUpperCase(Locale.ROOT);
        }

        private TaskSnapshot task() {
            return new TaskSnapshot(
                    ReplicationKind.TASK,
                    arn(),
                    name,
                    Optional.of(type),
                    TaskStatus.of(status),
                    stopReason.map(StopReason::of),
                    Optional.empty(),
                    LOADED,
                    Optional.of(START),
                    status.equals("ready") ? Optional.empty() : Optional.of(START),
                    Optional.empty(),
                    "",
                    "",
                    "");
        }

        private Optional<TableReadings> readings(Instant at) {
            return tables.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TableReadings(
                            tablesReadAt.orElse(at),
                            tables.stream().map(TableProgress::state).toList()));
        }

        private ReplicationSnapshot seen(Instant at) {
            MetricReadings metrics = new MetricReadings(
                    at,
                    waiting.isPresent()
                            ? Map.of(
                                    DmsMetric.CDC_INCOMING_CHANGES,
                                    List.of(new MetricReading(at.minusSeconds(60), waiting.getAsLong())))
                            : Map.of());
            return new ReplicationSnapshot(at, task(), readings(at), Optional.of(metrics), Map.of(), Evidence.NONE);
        }

        private WatchedReplication watched(Instant at) {
            Phase phase =
                    Phase.of(task(), tables.stream().map(TableProgress::state).toList());
            List<LatencyPoint> points = points(at);
            boolean running = phase == Phase.REPLICATING && !points.isEmpty();
            Metrics metrics = new Metrics(
                    running ? Optional.of(Duration.ZERO) : Optional.empty(),
                    running ? points.get(points.size() - 1).target() : Optional.empty(),
                    running ? waiting : OptionalLong.empty());
            Snapshot snapshot =
                    new Snapshot(at, TaskStatus.of(status), phase, 50, tables, metrics, speed, speed, Optional.empty());
            return new WatchedReplication(task(), snapshot, conditions, points, lagAhead, loadAhead);
        }

        private List<LatencyPoint> points(Instant at) {
            return IntStream.range(0, latencies.length)
                    .filter(i -> latencies[i] >= 0)
                    .mapToObj(i -> new LatencyPoint(
                            at.minus(Duration.ofMinutes(latencies.length - i)),
                            Optional.of(Duration.ZERO),
                            Optional.of(Duration.ofMillis(Math.round(latencies[i] * 1000)))))
                    .toList();
        }
    }

    public static One one(String name) {
        return new One(name);
    }

    public static Rounds of(One... some) {
        Rounds rounds = new Rounds();
        rounds.all.addAll(List.of(some));
        return rounds;
    }

    public static Rounds of(List<One> some) {
        return of(some.toArray(One[]::new));
    }

    public static Condition condition(
            ConditionKind kind, ConditionSeverity severity, String arn, String name, String text) {
        return new Condition(
                kind, severity, arn, name, Optional.empty(), START, text, "look into the log", Optional.empty());
    }

    public Rounds at(Instant when) {
        at = when;
        return this;
    }

    public Rounds failures(ServiceFailure... some) {
        failures = List.of(some);
        return this;
    }

    public Rounds sinks(SinkState... some) {
        sinks = List.of(some);
        return this;
    }

    public Rounds troubles(String... some) {
        troubles = List.of(some);
        return this;
    }

    /** Adds a condition that is about no replication, or one that another explains. */
    public Rounds condition(Condition condition) {
        conditions.add(condition);
        return this;
    }

    public Round round() {
        List<Condition> both = new ArrayList<>(conditions);
        all.forEach(one -> both.addAll(one.conditions));
        both.sort((one, other) -> other.severity().compareTo(one.severity()));
        return new Round(
                new FleetSnapshot(at, all.stream().map(one -> one.seen(at)).toList(), List.of(), failures),
                all.stream().map(one -> one.watched(at)).toList(),
                both,
                JudgeRules.DEFAULTS,
                List.of(),
                sinks,
                new ApiUsage(Duration.ofHours(1), Map.of("DescribeReplicationTasks", 1200L), 3, 5600),
                2,
                troubles);
    }
}
