package io.dmskit.local.engine;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a replication has done so far, over all its runs. The engine writes, the control plane reads. Thread-safe. */
public final class ReplicationStatistics {
    private volatile Map<TableName, TableProgress> tables = Map.of();
    private volatile List<TableProgress> order = List.of();
    private volatile InstantSource clock = InstantSource.system();
    private volatile @Nullable Instant begun;
    private volatile @Nullable Instant loadStart;
    private volatile @Nullable Instant loadEnd;
    private volatile @Nullable Instant lastCaptured;
    private volatile @Nullable Instant oldestPending;
    private volatile long pendingChanges;
    private volatile @Nullable String checkpoint;
    private volatile RunLog log = RunLog.SILENT;

    /**
     * Takes over what an earlier process had kept of the same task, before its next run.
     *
     * @param begunAfresh when they began to be counted
     * @param known its tables, in load order
     * @param fullLoadStart when the full load began, if it did
     * @param fullLoadEnd when it ended, if it did
     * @param recoveryCheckpoint of the last transaction committed on the target, if any was
     */
    public void restore(
            Instant begunAfresh,
            List<TableStatistics> known,
            @Nullable Instant fullLoadStart,
            @Nullable Instant fullLoadEnd,
            @Nullable String recoveryCheckpoint) {
        Map<TableName, TableProgress> restored = new LinkedHashMap<>();
        known.forEach(table -> restored.put(table.table(), TableProgress.restored(table)));
        tables = restored;
        order = List.copyOf(restored.values());
        begun = begunAfresh;
        loadStart = fullLoadStart;
        loadEnd = fullLoadEnd;
        checkpoint = recoveryCheckpoint;
    }

    /** Lets runs say here from now on what they do. */
    public void log(RunLog next) {
        log = next;
    }

    /** Returns where runs say what they do. */
    public RunLog log() {
        return log;
    }

    /** Returns the statistics of every selected table, in load order. */
    public List<TableStatistics> tables() {
        return order.stream().map(TableProgress::snapshot).toList();
    }

    /** Returns when they began to be counted: at the last start that was not a resume. */
    public Optional<Instant> begun() {
        return Optional.ofNullable(begun);
    }

    /** Returns when the full load began and ended, as far as it has. */
    public Optional<Instant> fullLoadStart() {
        return Optional.ofNullable(loadStart);
    }

    /** Returns when the full load ended, if it has. */
    public Optional<Instant> fullLoadEnd() {
        return Optional.ofNullable(loadEnd);
    }

    /** Returns CDCLatencySource: now minus the commit time of the last change captured; zero when there is nothing to read. */
    public Duration sourceLatency() {
        return since(lastCaptured);
    }

    /**
     * Returns CDCLatencyTarget: now minus the commit time of the oldest change not yet committed on the target. It contains the
     * source latency, and is zero when there is nothing to read.
     */
    public Duration targetLatency() {
        Duration pending = since(oldestPending);
        Duration captured = sourceLatency();
        return pending.compareTo(captured) > 0 ? pending : captured;
    }

    /** Returns CDCIncomingChanges: changes captured and not yet applied. */
    public long incomingChanges() {
        return pendingChanges;
    }

    /** Returns the checkpoint of the last transaction committed on the target, in DMS's form {@code checkpoint:V1#...}. */
    public Optional<String> recoveryCheckpoint() {
        return Optional.ofNullable(checkpoint);
    }

    private Duration since(@Nullable Instant moment) {
        if (moment == null) {
            return Duration.ZERO;
        }
        Duration elapsed = Duration.between(moment, clock.instant());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    /** Begins a run over these tables; what is known of a table is kept unless the run starts afresh. */
    void begin(List<Table> planned, boolean afresh, InstantSource runClock) {
        clock = runClock;
        Map<TableName, TableProgress> next = new LinkedHashMap<>();
        Map<TableName, TableProgress> known = afresh ? Map.of() : tables;
        for (Table table : planned) {
            TableProgress old = known.get(table.name());
            next.put(
                    table.name(),
                    old != null ? old : new TableProgress(table.name(), table.estimatedRows(), clock.instant()));
        }
        if (afresh || begun == null) {
            begun = clock.instant();
        }
        next.values().forEach(table -> table.logTo(log));
        if (afresh) {
            loadStart = null;
            loadEnd = null;
            checkpoint = null;
        }
        idle();
        tables = next;
        order = List.copyOf(next.values());
    }

    /** Returns the progress of a selected table. */
    public TableProgress table(TableName name) {
        TableProgress progress = tables.get(name);
        if (progress == null) {
            throw new IllegalArgumentException("table " + name + " is not selected");
        }
        return progress;
    }

    void loadStarted() {
        loadStart = clock.instant();
        loadEnd = null;
    }

    void loadEnded() {
        loadEnd = clock.instant();
    }

    /** Notes that a transaction of this commit time was met in the log. */
    public void transactionCaptured(Instant commitTime) {
        lastCaptured = commitTime;
        if (oldestPending == null) {
            oldestPending = commitTime;
        }
    }

    /** Notes how many captured changes wait for their commit on the target. */
    public void pending(long changes) {
        pendingChanges = changes;
    }

    /** Notes that everything captured is committed on the target; changes after it may still wait in the log. */
    public void committed(String newCheckpoint) {
        checkpoint = newCheckpoint;
        pendingChanges = 0;
        oldestPending = null;
    }

    /** Notes that reading may go on from a later place, with nothing in between for this task. */
    public void checkpoint(String newCheckpoint) {
        checkpoint = newCheckpoint;
    }

    /** Notes that the log has been read to its end and everything in it is committed on the target. */
    public void idle() {
        lastCaptured = null;
        oldestPending = null;
        pendingChanges = 0;
    }
}
