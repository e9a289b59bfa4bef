package io.dmskit.monitoring.judge;

import static io.dmskit.metric.DmsMetric.CDC_INCOMING_CHANGES;
import static io.dmskit.metric.DmsMetric.RECOVERY_COUNT;

import io.dmskit.catalog.TableName;
import io.dmskit.task.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a running replication gets on: standstill, loops, and a table that holds up the load. */
final class MovementRules {
    private static final int RESTARTS = 2;
    private static final Duration SLOW = Duration.ofMinutes(30);
    private static final int TIMES_SLOWER = 3;

    private final JudgeRules rules;

    MovementRules(JudgeRules rules) {
        this.rules = rules;
    }

    List<Finding> judge(Watched watched) {
        List<Finding> found = new ArrayList<>();
        flapping(watched).ifPresent(found::add);
        if (watched.running()) {
            stalled(watched).ifPresent(found::add);
            slowTable(watched).ifPresent(found::add);
        }
        return found;
    }

    /** DMS tries again after environmental errors with growing pauses, and looks well in between. */
    private static Optional<Finding> flapping(Watched watched) {
        Instant from = watched.last().seenAt().minus(Watched.LOOP);
        List<MetricReading> counts = watched.points(RECOVERY_COUNT).since(from);
        double recoveries = counts.isEmpty()
                ? 0
                : counts.get(counts.size() - 1).value() - counts.get(0).value();
        if (watched.restarts() <= RESTARTS && recoveries <= RESTARTS) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                ConditionKind.FLAPPING,
                ConditionSeverity.PAGE,
                watched,
                "was started " + Words.counted(Math.max(watched.restarts(), Math.round(recoveries)), "time", "times")
                        + " within " + Words.of(Watched.LOOP),
                "it looks well in between: read the ]E: lines of the task's log for what ends it each time"));
    }

    private Optional<Finding> stalled(Watched watched) {
        Optional<String> work = work(watched);
        Instant since = watched.tables().movedAt();
        Duration still = Duration.between(since, lastLook(watched));
        return work.filter(waiting -> still.compareTo(patience(watched)) >= 0)
                .map(waiting -> Finding.of(
                        ConditionKind.STALLED,
                        ConditionSeverity.PAGE,
                        watched,
                        "runs, and nothing has moved for " + Words.of(still) + " while " + waiting,
                        "look for an open transaction on the source, for locks on the target, and at the task's log"));
    }

    /** Open transactions of the source hold tables back for ten minutes by TransactionConsistencyTimeout, and that is right. */
    private Duration patience(Watched watched) {
        List<TableState> unloaded = unloaded(watched);
        return !unloaded.isEmpty() && TablesWatched.noneBegun(unloaded)
                ? rules.stall().plus(Duration.ofMinutes(10))
                : rules.stall();
    }

    /** Nothing moved until the last time that somebody looked. */
    private static Instant lastLook(Watched watched) {
        return Stream.concat(
                        watched.tables().newest().map(TableReadings::readAt).stream(),
                        TablesWatched.MOVEMENT.stream()
                                .flatMap(metric -> watched.points(metric).newest().stream())
                                .map(MetricReading::at))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** A latency of 0 does not say that there is no work: the reader says it too when it has found nothing to read. */
    private Optional<String> work(Watched watched) {
        List<TableState> unloaded = unloaded(watched);
        if (!unloaded.isEmpty()) {
            return Optional.of(Words.counted(unloaded.size(), "table is", "tables are") + " to be loaded");
        }
        return watched.newest(CDC_INCOMING_CHANGES)
                .filter(changes -> changes > 0)
                .map(changes -> Words.counted(Math.round(changes), "change waits", "changes wait"));
    }

    private static List<TableState> unloaded(Watched watched) {
        return TablesWatched.unloaded(watched.tables().all(), watched.task().migrationType());
    }

    private static Optional<Finding> slowTable(Watched watched) {
        Map<TableName, Long> expected = watched.last().expectedRows();
        List<TableState> loading = unloaded(watched);
        Optional<TableState> slowest = loading.stream()
                .filter(table -> left(watched, table, expected).isPresent())
                .max(Comparator.comparing(
                        table -> left(watched, table, expected).orElseThrow()));
        return slowest.filter(table -> isSlow(watched, table, loading, expected))
                .map(table -> Finding.of(
                                ConditionKind.SLOW_TABLE,
                                ConditionSeverity.WARN,
                                watched,
                                "loads " + table.table() + " for about "
                                        + Words.of(
                                                left(watched, table, expected).orElseThrow())
                                        + " more, much longer than the rest",
                                "divide the table into ranges with parallel-load; LOB columns make it slow too")
                        .about(table.table().toString()));
    }

    private static boolean isSlow(
            Watched watched, TableState table, List<TableState> loading, Map<TableName, Long> expected) {
        Duration own = left(watched, table, expected).orElse(Duration.ZERO);
        return own.compareTo(SLOW) > 0
                && loading.stream().filter(other -> !other.equals(table)).allMatch(other -> left(
                                watched, other, expected)
                        .filter(time -> own.compareTo(time.multipliedBy(TIMES_SLOWER)) > 0)
                        .isPresent());
    }

    /** Returns how long a table still loads; nothing without an estimate, before its first hundredth, or if it stands still. */
    static Optional<Duration> left(Watched watched, TableState table, Map<TableName, Long> expected) {
        long rows = expected.getOrDefault(table.table(), 0L);
        double speed = watched.tables().perSecond(table);
        return rows <= 0 || speed <= 0 || table.fullLoadRows() * 100 < rows
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(Math.max(0, rows - table.fullLoadRows()) / speed)));
    }
}
