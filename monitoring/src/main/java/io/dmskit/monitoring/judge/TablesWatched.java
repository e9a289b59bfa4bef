package io.dmskit.monitoring.judge;

import io.dmskit.catalog.TableName;
import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.Speed;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.LoadState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of one replication from reading to reading. Used by one thread. */
final class TablesWatched {
    private final Map<TableName, Speed> speeds = new HashMap<>();
    private final Map<TableName, Gap> gaps = new HashMap<>();
    private final Map<TableName, Pending> pendings = new HashMap<>();
    private Set<TableName> invalid = Set.of();
    private Set<TableName> invalidTwice = Set.of();
    private @Nullable TableReadings newest;
    private int errors;
    private boolean errorsAreNew;
    private @Nullable Instant errorsRose;
    private long moved = -1;
    private @Nullable Instant movedAt;

    /** Changes of a table that were captured and not applied, as of then; it has never been less since. */
    private record Gap(long changes, Instant since) {}

    /** Rows of a table that are to be compared: as many since then. */
    private record Pending(String state, long rows, Instant since) {}

    void see(Watched watched) {
        ReplicationSnapshot now = watched.last();
        int counted = watched.task().statistics().tablesErrored();
        if (counted > errors) {
            errorsRose = now.seenAt();
        }
        errors = counted;
        errorsAreNew = now.seenAt().equals(errorsRose);
        now.tables()
                .filter(read -> newest == null || read.readAt().isAfter(newest.readAt()))
                .ifPresent(read -> {
                    newest = read;
                    read(read);
                });
        if (movedAt == null || !watched.running()) {
            movedAt = now.seenAt();
        }
        watched.newestMove().filter(at -> at.isAfter(movedAt)).ifPresent(at -> movedAt = at);
    }

    private void read(TableReadings read) {
        read.tables().forEach(table -> {
            speeds.computeIfAbsent(table.table(), any -> new Speed()).see(table.fullLoadRows(), read.readAt());
            seeGap(table, read.readAt());
            seePending(table, read.readAt());
        });
        seeInvalid(read.tables());
        long counted = read.tables().stream()
                .mapToLong(table -> table.fullLoadRows()
                        + table.applied().rows()
                        + (table.completed() || table.suspended() ? 1 : 0))
                .sum();
        if (counted != moved) {
            moved = counted;
            movedAt = read.readAt();
        }
    }

    private void seeGap(TableState table, Instant at) {
        long changes = table.captured().rows() - table.applied().rows();
        if (changes <= 0 || !table.completed()) {
            gaps.remove(table.table());
        } else {
            gaps.merge(table.table(), new Gap(changes, at), (old, found) -> changes < old.changes ? found : old);
        }
    }

    private void seePending(TableState table, Instant at) {
        Pending now = new Pending(table.validation().state(), table.validation().pendingRecords(), at);
        if (table.validation().unfinished()) {
            pendings.merge(
                    table.table(),
                    now,
                    (old, found) -> old.rows == found.rows && old.state.equals(found.state) ? old : found);
        } else {
            pendings.remove(table.table());
        }
    }

    /** Rows under change show up as different and vanish again: what two readings say is believed. */
    private void seeInvalid(List<TableState> tables) {
        Set<TableName> now = new HashSet<>();
        tables.stream().filter(table -> table.validation().failed()).forEach(table -> now.add(table.table()));
        Set<TableName> both = new HashSet<>(now);
        both.retainAll(invalid);
        invalid = now;
        invalidTwice = both;
    }

    /** A run has begun. */
    void begin() {
        speeds.clear();
        gaps.clear();
        pendings.clear();
        invalid = Set.of();
        invalidTwice = Set.of();
        movedAt = null;
        moved = -1;
    }

    Optional<TableReadings> newest() {
        return Optional.ofNullable(newest);
    }

    List<TableState> all() {
        return newest == null ? List.of() : newest.tables();
    }

    /** Returns the tables as they were read since then, nothing if they have not been read since. */
    List<TableState> since(Instant when) {
        return newest == null || newest.readAt().isBefore(when) ? List.of() : newest.tables();
    }

    /**
     * Returns the errors that the service counts, and no table that has been read since has one. Until the next look they may still get
     * names, and nobody is to be told twice.
     */
    int unnamedErrors() {
        boolean mayBeNamed = errorsAreNew && !readSinceErrors();
        return mayBeNamed || all().stream().anyMatch(TableState::suspended) ? 0 : errors;
    }

    /** Returns whether the tables have been read since the service counted the last error. */
    boolean readSinceErrors() {
        return errorsRose != null && newest != null && !newest.readAt().isBefore(errorsRose);
    }

    boolean invalidTwice(TableState table) {
        return invalidTwice.contains(table.table());
    }

    double perSecond(TableState table) {
        Speed speed = speeds.get(table.table());
        return speed == null ? 0 : speed.perSecond();
    }

    /** Returns since when changes that were captured have been missing on the target, without becoming fewer. */
    Optional<Duration> gap(TableState table, Instant now) {
        return Optional.ofNullable(gaps.get(table.table())).map(gap -> Duration.between(gap.since, now));
    }

    /** Returns since when as many rows wait to be compared. */
    Optional<Duration> pending(TableState table, Instant now) {
        return Optional.ofNullable(pendings.get(table.table())).map(pending -> Duration.between(pending.since, now));
    }

    long missing(TableState table) {
        return table.captured().rows() - table.applied().rows();
    }

    /** Returns the tables that are still to be loaded. */
    static List<TableState> unloaded(List<TableState> tables, Optional<MigrationType> type) {
        return type.filter(one -> !one.loads()).isPresent()
                ? List.of()
                : tables.stream()
                        .filter(table -> !table.completed() && !table.suspended())
                        .toList();
    }

    static boolean noneBegun(List<TableState> tables) {
        return tables.stream().allMatch(table -> table.state().equals(LoadState.BEFORE_LOAD));
    }

    Instant movedAt() {
        return movedAt == null ? Instant.MAX : movedAt;
    }

    /** Metrics whose values say that rows move. */
    static final List<DmsMetric> MOVEMENT =
            List.of(DmsMetric.CDC_THROUGHPUT_ROWS_TARGET, DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET);
}
