package io.dmskit.monitoring;

import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a poll saw of a running task.
 *
 * @param at when
 * @param status the task's status
 * @param phase what it is doing
 * @param fullLoadPercent the service's own estimate of the load's progress, 0 to 100
 * @param tables every table
 * @param metrics the newest metrics
 * @param rowsPerSecond speed of the load, smoothed
 * @param changesPerSecond speed at which changes are applied, smoothed
 * @param blindness what keeps the monitor from seeing, if something does: what it cannot see is then what it saw last, and
 *     metrics are empty
 */
public record Snapshot(
        Instant at,
        TaskStatus status,
        Phase phase,
        int fullLoadPercent,
        List<TableProgress> tables,
        Metrics metrics,
        double rowsPerSecond,
        double changesPerSecond,
        Optional<Blindness> blindness) {
    /** Copies the list. */
    public Snapshot {
        tables = List.copyOf(tables);
    }

    /**
     * Why and since when nothing new is seen.
     *
     * @param since the first poll that failed
     * @param problem what the last one said
     */
    public record Blindness(Instant since, String problem) {}

    /** Returns when the monitor lost sight of the task, if it has. */
    public Optional<Instant> blindSince() {
        return blindness.map(Blindness::since);
    }

    /** Returns the source latency, if it is known. */
    public Optional<Duration> sourceLatency() {
        return metrics.sourceLatency();
    }

    /** Returns the target latency, if it is known. */
    public Optional<Duration> targetLatency() {
        return metrics.targetLatency();
    }

    /** Returns how many changes wait to be applied, if it is known. */
    public OptionalLong incomingChanges() {
        return metrics.incomingChanges();
    }

    /** Returns the rows loaded so far. */
    public long loadedRows() {
        return tables.stream().mapToLong(table -> table.state().fullLoadRows()).sum();
    }

    /** Returns the changes to rows applied so far. */
    public long appliedChanges() {
        return tables.stream()
                .mapToLong(table -> table.state().applied().rows())
                .sum();
    }

    /** Returns how many rows the load will bring; nothing unless there is an estimate for every table. */
    public OptionalLong expectedRows() {
        return tables.stream().allMatch(table -> table.expectedRows().isPresent())
                ? OptionalLong.of(tables.stream()
                        .mapToLong(table -> Math.max(
                                table.expectedRows().orElse(0), table.state().fullLoadRows()))
                        .sum())
                : OptionalLong.empty();
    }

    /** Returns when the load will be done at the current speed; nothing before 1 % of it is, or without estimates. */
    public Optional<Duration> remaining() {
        OptionalLong expected = expectedRows();
        if (phase != Phase.FULL_LOAD || expected.isEmpty() || rowsPerSecond <= 0) {
            return Optional.empty();
        }
        long rows = loadedRows();
        return rows * 100 < expected.getAsLong()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000 * (expected.getAsLong() - rows) / rowsPerSecond)));
    }
}
