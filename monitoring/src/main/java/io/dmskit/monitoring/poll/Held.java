package io.dmskit.monitoring.poll;

import io.dmskit.catalog.TableName;
import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.MetricReadings;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.TableReadings;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one replication, and what of it is to be read next. Used by one thread. */
final class Held {
    /** How long after a start everything is of interest. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private TaskSnapshot task;
    private Instant seenAt;
    private @Nullable TableReadings tables;
    private @Nullable MetricReadings metrics;
    private int errorsAtTables;
    private TaskStatus statusAtTables = new TaskStatus("");
    private @Nullable Pages pages;

    /** How soon tables are wanted, the soonest first. */
    enum Urgency {
        BEGUN,
        CHANGED,
        MOVING,
        BACKGROUND
    }

    /** Tables that are being read, page by page: a task may have more than one round has calls for. */
    static final class Pages {
        final Instant begun;
        final List<TableState> tables = new ArrayList<>();

        @Nullable String marker;

        Pages(Instant begun) {
            this.begun = begun;
        }
    }

    Held(TaskSnapshot task, Instant seenAt) {
        this.task = task;
        this.seenAt = seenAt;
    }

    /** Takes what the service says now, and returns whether a run has begun or ended or an error was counted since. */
    boolean see(TaskSnapshot newest, Instant at) {
        boolean changed = !newest.status().equals(task.status())
                || !newest.started().equals(task.started())
                || !newest.stopReason().equals(task.stopReason())
                || newest.statistics().tablesErrored() != task.statistics().tablesErrored();
        task = newest;
        seenAt = at;
        return changed;
    }

    TaskSnapshot task() {
        return task;
    }

    boolean running() {
        return task.status().equals(TaskStatus.RUNNING);
    }

    /** Returns whether rows are loaded, as far as is known: the percentage is an estimate, what the tables say counts more. */
    boolean loading() {
        boolean loads = task.migrationType().map(MigrationType::loads).orElse(true);
        if (!running() || !loads) {
            return false;
        }
        return tables == null
                ? task.statistics().fullLoadProgressPercent() < 100
                : tables.tables().stream().anyMatch(table -> !table.completed() && !table.suspended());
    }

    boolean fast(Set<String> hurried, Instant now) {
        return loading()
                || hurried.contains(task.arn())
                || task.started()
                        .filter(start -> start.plus(YOUNG).isAfter(now))
                        .isPresent();
    }

    /** Returns the metrics that say something of what it does now. */
    Set<DmsMetric> wanted() {
        Set<DmsMetric> wanted = EnumSet.noneOf(DmsMetric.class);
        if (task.migrationType().map(MigrationType::replicates).orElse(true)) {
            wanted.addAll(List.of(
                    DmsMetric.CDC_LATENCY_SOURCE,
                    DmsMetric.CDC_LATENCY_TARGET,
                    DmsMetric.CDC_INCOMING_CHANGES,
                    DmsMetric.CDC_THROUGHPUT_ROWS_TARGET));
        }
        if (loading()) {
            wanted.add(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET);
        }
        wanted.add(DmsMetric.RECOVERY_COUNT);
        return wanted;
    }

    Optional<Instant> metricsReadAt() {
        return Optional.ofNullable(metrics).map(MetricReadings::readAt);
    }

    void metrics(MetricReadings read) {
        metrics = read;
    }

    /** Returns how soon its tables are wanted, if they are by now. */
    Optional<Urgency> tablesWanted(Pace pace, Instant now) {
        if (pages != null) {
            return Optional.of(Urgency.BEGUN);
        }
        if (!task.hasRun()) {
            return Optional.empty();
        }
        if (tables == null
                || !task.status().equals(statusAtTables)
                || task.statistics().tablesErrored() != errorsAtTables) {
            return Optional.of(Urgency.CHANGED);
        }
        boolean moving = loading()
                || (running()
                        && tables.tables().stream()
                                .anyMatch(table -> table.validation().unfinished()));
        if (moving && Pace.isOver(tables.readAt(), pace.movingTables(), now)) {
            return Optional.of(Urgency.MOVING);
        }
        return running() && Pace.isOver(tables.readAt(), pace.backgroundTables(), now)
                ? Optional.of(Urgency.BACKGROUND)
                : Optional.empty();
    }

    Instant tablesReadAt() {
        return tables == null ? Instant.EPOCH : tables.readAt();
    }

    Pages pages(Instant now) {
        if (pages == null) {
            pages = new Pages(now);
            statusAtTables = task.status();
            errorsAtTables = task.statistics().tablesErrored();
        }
        return pages;
    }

    /** All pages have been read; they are as old as the first. */
    void allPagesRead() {
        if (pages != null) {
            tables = new TableReadings(pages.begun, pages.tables);
        }
        pages = null;
    }

    void forgetPages() {
        pages = null;
        statusAtTables = new TaskStatus("");
    }

    ReplicationSnapshot snapshot(Map<TableName, Long> expectedRows) {
        return new ReplicationSnapshot(
                seenAt, task, Optional.ofNullable(tables), Optional.ofNullable(metrics), expectedRows, Evidence.NONE);
    }
}
