package io.dmskit.monitoring.judge;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of one replication: what a single look cannot tell. Used by one thread. */
final class Watched {
    /** How long starts are remembered, since that is how fast they must follow each other to be called a loop. */
    static final Duration LOOP = Duration.ofMinutes(30);

    /** Points that warn come early: the pages have nine of twelve. */
    private static final int WARNING_POINTS = 4;

    private static final int WARNING_PERIODS = 5;

    private final Map<DmsMetric, Points> points = new EnumMap<>(DmsMetric.class);
    private final Deque<Instant> restarts = new ArrayDeque<>();
    private final Bound sourceWarn;
    private final Bound sourcePage;
    private final Bound targetWarn;
    private final Bound targetPage;
    private final TablesWatched tables = new TablesWatched();
    private final EvidenceWatched evidence = new EvidenceWatched();
    private ReplicationSnapshot last;
    private Instant statusSince;
    private boolean ran;
    private @Nullable Instant runsSince;
    private @Nullable Instant unreadAt;

    Watched(ReplicationSnapshot first, JudgeRules rules) {
        this.last = first;
        this.statusSince = first.seenAt();
        sourceWarn = warning(AlarmKind.SOURCE_LATENCY, rules);
        sourcePage = new Bound(latency(AlarmKind.SOURCE_LATENCY, rules.lagPage()));
        targetWarn = warning(AlarmKind.TARGET_LATENCY, rules);
        targetPage = new Bound(latency(AlarmKind.TARGET_LATENCY, rules.lagPage()));
    }

    private static Bound warning(AlarmKind kind, JudgeRules rules) {
        return new Bound(latency(kind, rules.lagWarn())
                .withDatapoints(WARNING_POINTS, WARNING_PERIODS)
                .withSeverity(Severity.WARN));
    }

    /** The same definition that alarms are made from. */
    private static AlarmDefinition latency(AlarmKind kind, Duration highest) {
        Alarms thresholds = new Alarms(Optional.of(highest), Optional.of(highest), List.of());
        return MigrationAlarms.ofReplication(MigrationType.CDC, TaskSettings.DEFAULTS, Capacity.DEFAULT, thresholds)
                .get(kind)
                .orElseThrow();
    }

    /** Takes what is new in a look; looks come in order. */
    void see(ReplicationSnapshot now) {
        TaskSnapshot before = last.task();
        TaskSnapshot task = now.task();
        boolean changed = !task.status().equals(before.status());
        // Of two moments the earlier, should the clock have been set back.
        if (changed || statusSince.isAfter(now.seenAt())) {
            statusSince = now.seenAt();
        }
        boolean begun = !task.started().equals(before.started());
        if (begun) {
            // The first start of all is none again.
            before.started().ifPresent(first -> restarts.addLast(now.seenAt()));
            begin(now.seenAt());
        }
        if (running(task)) {
            ran = true;
            if (runsSince == null) {
                runsSince = changed && !begun ? now.seenAt() : task.started().orElse(now.seenAt());
            }
        } else {
            runsSince = null;
        }
        restarts.removeIf(start -> start.isBefore(now.seenAt().minus(LOOP)));
        now.metrics().ifPresent(read -> read.points()
                .forEach((metric, list) -> points(metric).add(list)));
        last = now;
        tables.see(this);
        evidence.see(now);
    }

    /** What was measured before a start says nothing of what comes after it. */
    private void begin(Instant seenAt) {
        runsSince = null;
        statusSince = seenAt;
        List.of(sourceWarn, sourcePage, targetWarn, targetPage).forEach(Bound::reset);
        tables.begin();
        evidence.begin();
    }

    private static boolean running(TaskSnapshot task) {
        return task.status().equals(TaskStatus.RUNNING);
    }

    String arn() {
        return task().arn();
    }

    String name() {
        return task().identifier();
    }

    TaskSnapshot task() {
        return last.task();
    }

    ReplicationSnapshot last() {
        return last;
    }

    boolean running() {
        return running(task());
    }

    /** Returns whether it has been seen running since it is watched. */
    boolean ran() {
        return ran;
    }

    Instant statusSince() {
        return statusSince;
    }

    /** Returns how long it has had its status, as far as it was seen: a service that is silent makes nothing late. */
    Duration inStatus() {
        return Duration.between(statusSince, last.seenAt());
    }

    /** Returns since when it runs; nothing if it does not. */
    Optional<Instant> runningSince() {
        return Optional.ofNullable(runsSince);
    }

    int restarts() {
        return restarts.size();
    }

    TablesWatched tables() {
        return tables;
    }

    EvidenceWatched evidence() {
        return evidence;
    }

    Points points(DmsMetric metric) {
        return points.computeIfAbsent(metric, any -> new Points());
    }

    /** Returns the newest point of any metric. */
    Optional<Instant> newestPoint() {
        return points.values().stream()
                .flatMap(one -> one.newest().stream())
                .map(MetricReading::at)
                .max(Instant::compareTo);
    }

    /** Returns when a metric said last that rows move. */
    Optional<Instant> newestMove() {
        return TablesWatched.MOVEMENT.stream()
                .flatMap(metric -> points(metric).newest(value -> value > 0).stream())
                .max(Instant::compareTo);
    }

    Optional<Double> newest(DmsMetric metric) {
        return points(metric).newest().map(MetricReading::value);
    }

    /**
     * Returns the points of a latency that count: after the grace, since the first of a run is the whole time before it; and no 0
     * while changes wait, since the reader says 0 too when it has found nothing to read.
     */
    List<MetricReading> latency(DmsMetric metric, JudgeRules rules) {
        Instant from = runningSince().map(start -> start.plus(rules.grace())).orElse(Instant.MAX);
        return from.equals(Instant.MAX)
                ? List.of()
                : points(metric).since(from).stream()
                        .filter(point -> point.value() > 0 || !waiting(point.at()))
                        .toList();
    }

    private boolean waiting(Instant at) {
        return points(DmsMetric.CDC_INCOMING_CHANGES)
                .at(at)
                .filter(changes -> changes > 0)
                .isPresent();
    }

    /**
     * Returns whether metrics have not been read for long, from look to look: at the first that finds it so, after a machine has slept, they
     * are still to be read.
     */
    boolean isUnread(boolean now) {
        if (!now) {
            unreadAt = null;
        } else if (unreadAt == null) {
            unreadAt = last.seenAt();
        }
        return now && !last.seenAt().equals(unreadAt);
    }

    Bound bound(DmsMetric metric, boolean page) {
        if (metric == DmsMetric.CDC_LATENCY_SOURCE) {
            return page ? sourcePage : sourceWarn;
        }
        return page ? targetPage : targetWarn;
    }
}
