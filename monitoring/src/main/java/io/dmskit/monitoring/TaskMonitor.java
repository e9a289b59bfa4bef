package io.dmskit.monitoring;

import static java.util.Objects.requireNonNull;

import io.dmskit.catalog.TableName;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.WaitInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * Polls one task in a thread of its own and keeps what it saw. A service that does not answer does not end it: it goes on asking, and
 * its snapshots say since when it has been blind.
 *
 * <p>Defaults: status every 5 seconds, tables and metrics as they stand every 60 seconds, the newest 3,600 snapshots kept. DMS throttles
 * its API per account, console included, so that more often is for tasks somebody is looking at.
 *
 * <p>Borrows its clients; closing it ends its thread. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring DMS tasks</a>
 */
public final class TaskMonitor implements AutoCloseable {
    private final TaskWatch watch;
    private final Duration interval;
    private final int keep;
    private final InstantSource clock;
    private final Consumer<Snapshot> listener;
    private final ScheduledExecutorService thread;
    private final Deque<Snapshot> history = new ArrayDeque<>();

    private TaskMonitor(Builder builder) {
        this.watch = new TaskWatch(
                builder.task,
                new MetricReader(builder.dms, builder.cloudWatch, builder.metricPeriod),
                builder.detailInterval,
                Map.copyOf(builder.expectedRows));
        this.interval = builder.interval;
        this.keep = builder.keep;
        this.clock = builder.clock;
        this.listener = builder.listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, "dmskit-monitor-" + builder.task.identifier());
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * Returns a builder.
     *
     * @param task what is watched
     * @param dms tells which replication instance the task runs on
     * @param cloudWatch has the metrics
     */
    public static Builder of(ReplicationHandle task, DatabaseMigrationClient dms, CloudWatchClient cloudWatch) {
        return new Builder(task, dms, cloudWatch);
    }

    /** Returns the newest snapshot, if there is one yet. */
    public Optional<Snapshot> latest() {
        synchronized (history) {
            return Optional.ofNullable(history.peekLast());
        }
    }

    /** Returns the snapshots kept, oldest first. */
    public List<Snapshot> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    /**
     * Looks now, in the monitor's thread, and returns when the listener has heard of it; such as for the last state of a run.
     *
     * @throws IllegalStateException if the monitor is closed
     */
    public Snapshot look() {
        try {
            return thread.submit(() -> poll(true)).get();
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the monitor is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("a look at the task", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the monitor could not look: " + e.getMessage(), e);
        }
    }

    private void begin() {
        var unused = thread.scheduleWithFixedDelay(() -> poll(false), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Snapshot poll(boolean inDetail) {
        Instant now = clock.instant();
        Snapshot snapshot = see(now, inDetail);
        if (thread.isShutdown()) {
            return snapshot;
        }
        synchronized (history) {
            history.addLast(snapshot);
            if (history.size() > keep) {
                history.removeFirst();
            }
        }
        listener.accept(snapshot);
        return snapshot;
    }

    private Snapshot see(Instant now, boolean inDetail) {
        try {
            return watch.see(now, inDetail);
        } catch (RuntimeException e) {
            return watch.blind(now, String.valueOf(e.getMessage()));
        }
    }

    /** Ends the thread; a poll under way is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Collects what a monitor may be told. */
    public static final class Builder {
        private final ReplicationHandle task;
        private final DatabaseMigrationClient dms;
        private final CloudWatchClient cloudWatch;
        private Duration interval = Duration.ofSeconds(5);
        private Duration detailInterval = Duration.ofSeconds(60);
        private Duration metricPeriod = Duration.ofSeconds(60);
        private Map<TableName, Long> expectedRows = Map.of();
        private int keep = 3600;
        private InstantSource clock = InstantSource.system();
        private Consumer<Snapshot> listener = snapshot -> {};

        private Builder(ReplicationHandle task, DatabaseMigrationClient dms, CloudWatchClient cloudWatch) {
            this.task = requireNonNull(task);
            this.dms = requireNonNull(dms);
            this.cloudWatch = requireNonNull(cloudWatch);
        }

        /** Sets how often the status is looked at. */
        public Builder interval(Duration newInterval) {
            this.interval = newInterval;
            return this;
        }

        /** Sets how often tables and metrics are looked at: not more often than the status. */
        public Builder detailInterval(Duration newInterval) {
            this.detailInterval = newInterval;
            return this;
        }

        /** Sets the period of the metrics: whole seconds, 60 on AWS, as short as the endpoint publishes them elsewhere. */
        public Builder metricPeriod(Duration period) {
            if (period.toSeconds() < 1) {
                throw new IllegalArgumentException("metric period is " + period + ": it must be at least PT1S");
            }
            this.metricPeriod = period;
            return this;
        }

        /** Sets how many rows each source table is expected to bring, such as the catalog's estimates. */
        public Builder expectedRows(Map<TableName, Long> rows) {
            this.expectedRows = rows;
            return this;
        }

        /** Sets how many snapshots are kept. */
        public Builder keep(int snapshots) {
            this.keep = snapshots;
            return this;
        }

        /** Sets the clock. */
        public Builder clock(InstantSource newClock) {
            this.clock = newClock;
            return this;
        }

        /** Sets who hears of each snapshot, in the monitor's thread; whatever it throws ends the polling. */
        public Builder listener(Consumer<Snapshot> newListener) {
            this.listener = newListener;
            return this;
        }

        /** Returns a monitor that has begun to poll. */
        public TaskMonitor start() {
            TaskMonitor monitor = new TaskMonitor(this);
            monitor.begin();
            return monitor;
        }
    }
}
