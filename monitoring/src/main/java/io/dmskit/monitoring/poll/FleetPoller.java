package io.dmskit.monitoring.poll;

import static java.util.Objects.requireNonNull;

import io.dmskit.catalog.TableName;
import io.dmskit.monitoring.OwnThread;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.InstanceSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.poll.Calls.NoRoomException;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.WaitInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * Watches tasks and serverless replications of an account within a budget of calls.
 *
 * <p>A {@linkplain #look() look} reads all statuses, a hundred a call, and of metrics what is due, up to five hundred a call. Tables, which
 * cost a call for each task, are {@linkplain #readTables read} with what the budget leaves: where something has changed first, then
 * where rows are loaded or compared, and of everything else now and then, since the status does not show that a table was given up. A
 * {@linkplain #round round} does both, and tells of a status that has changed before it asks for anything else.
 *
 * <p>Nothing that the services answer ends it: it keeps what it saw last, and its snapshots say who does not answer since when. Borrows
 * its clients, which need no retries of their own. {@link #look}, {@link #readTables} and {@link #round} are for one thread, or {@link Builder#start} has one;
 * everything else may be called from any.
 *
 * <pre>{@code
 * Judge judge = new Judge(JudgeRules.DEFAULTS);
 * try (FleetPoller poller = FleetPoller.of(dms, cloudWatch).start(seen -> tell(judge.see(seen)))) {
 *     ...
 * }
 * }</pre>
 */
public final class FleetPoller implements AutoCloseable {
    private final Selection selection;
    private final Pace pace;
    private final Calls calls;
    private final InstantSource clock;
    private final Statuses statuses;
    private final Instances instances;
    private final MetricSweep metrics;
    private final TableSweep tables;
    private final Optional<AlarmSweep> alarms;
    private final Map<String, Map<TableName, Long>> expectedRows;
    private final Map<String, Held> held = new TreeMap<>();
    private final Map<String, ServiceFailure> failures = new ConcurrentHashMap<>();
    private final Map<String, Instant> leftOut = new HashMap<>();
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();
    private volatile @Nullable FleetSnapshot latest;
    private volatile @Nullable OwnThread thread;
    private volatile boolean closing;

    /**
     * How often what is read.
     *
     * @param states statuses
     * @param fastMetrics metrics of what loads, has just begun, or {@linkplain FleetPoller#hurry hurries}
     * @param slowMetrics metrics of everything else; at most five minutes, or a gap would look like silence
     * @param movingTables tables of what loads or compares rows
     * @param backgroundTables tables of everything else that runs
     * @param metricPeriod the period of metrics: a minute on AWS
     */
    public record Pace(
            Duration states,
            Duration fastMetrics,
            Duration slowMetrics,
            Duration movingTables,
            Duration backgroundTables,
            Duration metricPeriod) {
        /** Statuses every half minute, metrics every minute or every five, tables every minute or every ten. */
        public static final Pace DEFAULT = new Pace(
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60));

        /**
         * Checks the paces.
         *
         * @throws IllegalArgumentException if one is not longer than nothing, or slow metrics come too seldom to see silence
         */
        public Pace {
            for (Duration one : List.of(states, fastMetrics, slowMetrics, movingTables, backgroundTables)) {
                if (one.isNegative() || one.isZero()) {
                    throw new IllegalArgumentException("a pace is " + one + ": it must be longer than nothing");
                }
            }
            if (metricPeriod.toSeconds() < 1) {
                throw new IllegalArgumentException("metric period is " + metricPeriod + ": it must be at least PT1S");
            }
            if (slowMetrics.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException(
                        "slow metrics come every " + slowMetrics + ": seldomer than PT5M, gaps look like silence");
            }
        }

        /** Returns whether an interval is over; of what was read in a future that a clock was set back from, it is. */
        static boolean isOver(Instant read, Duration interval, Instant now) {
            Duration age = Duration.between(read, now);
            return age.isNegative() || age.compareTo(interval) >= 0;
        }
    }

    private FleetPoller(Builder builder) {
        this.selection = builder.selection;
        this.pace = builder.pace;
        this.clock = builder.clock;
        this.calls = new Calls(builder.budget, builder.callLimit, clock.instant());
        this.statuses = new Statuses(builder.dms, calls);
        this.instances = new Instances(builder.dms, calls);
        this.metrics = new MetricSweep(builder.cloudWatch, calls, pace);
        this.tables = new TableSweep(builder.dms, calls, pace, clock);
        this.alarms = builder.alarms ? Optional.of(new AlarmSweep(builder.cloudWatch, calls)) : Optional.empty();
        this.expectedRows = new ConcurrentHashMap<>(builder.expectedRows);
    }

    /**
     * Returns a builder.
     *
     * @param dms has statuses and tables
     * @param cloudWatch has metrics
     */
    public static Builder of(DatabaseMigrationClient dms, CloudWatchClient cloudWatch) {
        return new Builder(dms, cloudWatch);
    }

    /** Looks at all statuses and at the metrics that are due, as soon as the budget lets it. */
    public FleetSnapshot look() {
        return look(news -> {});
    }

    /** What has changed is told at once: metrics take calls, and CloudWatch may be silent. */
    private FleetSnapshot look(Consumer<FleetSnapshot> listener) {
        Set<String> before = Set.copyOf(held.keySet());
        boolean answered = !failures.containsKey(ServiceFailure.DMS);
        guarded(ServiceFailure.DMS, () -> {
            Set<String> there = new HashSet<>();
            statuses.read(selection, page -> {
                page.forEach(task -> there.add(task.arn()));
                if (see(page)) {
                    readInstances(page);
                    tell(listener);
                }
            });
            held.keySet().retainAll(there);
        });
        boolean answers = !failures.containsKey(ServiceFailure.DMS);
        readInstances(List.of());
        if (answered && (!answers || !held.keySet().containsAll(before))) {
            tell(listener);
        }
        guarded(ServiceFailure.CLOUD_WATCH, () -> metrics.read(held.values(), instances, hurried, clock.instant()));
        alarms.ifPresent(sweep -> guarded(ServiceFailure.ALARMS, () -> sweep.read(clock.instant())));
        return keep();
    }

    private void tell(Consumer<FleetSnapshot> listener) {
        FleetSnapshot known = keep();
        try {
            listener.accept(known);
        } catch (RuntimeException e) {
            throw new ListenerException(e);
        }
    }

    /** No service is to blame for it. */
    private static final class ListenerException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ListenerException(RuntimeException cause) {
            super("a listener of the fleet poller failed: " + cause, cause);
        }
    }

    /** Takes statuses and returns whether one that was known has changed. */
    private boolean see(List<TaskSnapshot> page) {
        Instant now = clock.instant();
        boolean changed = false;
        for (TaskSnapshot task : page) {
            Held known = held.get(task.arn());
            if (known == null) {
                held.put(task.arn(), new Held(task, now));
            } else {
                changed |= known.see(task, now);
            }
        }
        return changed;
    }

    /** What has ended may have done so because of its instance, and then that is what is to be told. */
    private void readInstances(List<TaskSnapshot> changed) {
        Set<String> arns = held.values().stream()
                .map(one -> one.task().replicationInstanceArn())
                .filter(arn -> !arn.isEmpty())
                .collect(Collectors.toSet());
        boolean ended = changed.stream().anyMatch(task -> task.status().ended());
        guarded(ServiceFailure.INSTANCES, () -> instances.read(arns, ended, clock.instant()));
    }

    /**
     * Reads tables as long as some are due, the budget has room and the time is not up; what is left over comes first the next time.
     *
     * @param limit how long it may take
     * @return what is known then
     */
    public FleetSnapshot readTables(Duration limit) {
        return readTables(limit, news -> {});
    }

    private FleetSnapshot readTables(Duration limit, Consumer<FleetSnapshot> listener) {
        guarded(
                ServiceFailure.TABLES,
                () -> tables.read(held.values(), clock.instant().plus(limit), () -> tell(listener)));
        return keep();
    }

    /**
     * Looks, and then reads tables with what is left of the time until the next look.
     *
     * @param listener hears of a status that has changed as soon as it is known, of the look, and of what tables tell
     */
    public void round(Consumer<FleetSnapshot> listener) {
        Instant began = clock.instant();
        listener.accept(look(listener));
        long before = tables.reads();
        // The next look is not to wait for the last page, nor for a clock that was set back.
        Duration gone = Duration.between(began, clock.instant());
        Duration left = pace.states().minus(gone.isNegative() ? pace.states() : gone);
        FleetSnapshot read = readTables(left.multipliedBy(9).dividedBy(10), listener);
        if (tables.reads() > before) {
            listener.accept(read);
        }
    }

    /** Returns what was seen last, if anything has been looked at yet. */
    public Optional<FleetSnapshot> latest() {
        return Optional.ofNullable(latest);
    }

    /** Reads the metrics of these, and no others, as fast as those of loads: those that somebody looks at or is alerted of. */
    public void hurry(Collection<String> arns) {
        hurried.addAll(arns);
        hurried.retainAll(Set.copyOf(arns));
    }

    /** Says how many rows the tables of a replication are expected to bring, such as the catalog's estimates. */
    public void expect(String arn, Map<TableName, Long> rows) {
        expectedRows.put(arn, Map.copyOf(rows));
    }

    /** Returns the budget that its calls come out of. */
    public CallBudget budget() {
        return calls.budget();
    }

    /** Returns calls and costs so far. */
    public ApiUsage usage() {
        return calls.usage(clock.instant());
    }

    /** Whatever a service answers, the others are asked all the same. */
    private void guarded(String service, Runnable work) {
        try {
            work.run();
            failures.remove(service);
            leftOut.remove(service);
        } catch (WaitInterruptedException | ListenerException e) {
            throw e;
        } catch (NoRoomException e) {
            // Nobody was asked, so whoever was silent still is; and what is left out for longer than the rate takes to
            // recover is as good as silent.
            Instant now = clock.instant();
            Instant since = leftOut.computeIfAbsent(service, any -> now);
            if (Duration.between(since, now).compareTo(CallBudget.RECOVERY) > 0) {
                failed(service, since, e);
            }
        } catch (RuntimeException e) {
            if (closing) {
                throw e;
            }
            failed(service, clock.instant(), e);
        }
    }

    /** A clock that was set back makes no failure younger than nothing. */
    private void failed(String service, Instant since, RuntimeException why) {
        Instant now = clock.instant();
        ServiceFailure known = failures.get(service);
        Instant first = known == null || known.since().isAfter(now) ? since : known.since();
        failures.put(service, new ServiceFailure(service, first, requireNonNull(String.valueOf(why.getMessage()))));
    }

    private FleetSnapshot keep() {
        List<InstanceSnapshot> known = instances.snapshots(metrics);
        FleetSnapshot now = new FleetSnapshot(
                clock.instant(),
                held.values().stream()
                        .map(one -> one.snapshot(
                                expectedRows.getOrDefault(one.task().arn(), Map.of())))
                        .toList(),
                known,
                failures.values().stream()
                        .sorted(Comparator.comparing(ServiceFailure::service))
                        .toList(),
                alarms.flatMap(AlarmSweep::newest));
        latest = now;
        return now;
    }

    /**
     * Begins to look, in a thread of its own, which {@link #close} ends.
     *
     * @param listener hears of each {@link #round}, in that thread; one that throws does not end the watch
     * @throws IllegalStateException if it has begun already
     */
    public synchronized void begin(Consumer<FleetSnapshot> listener) {
        if (thread != null) {
            throw new IllegalStateException("this poller has begun already: each begins once");
        }
        thread = OwnThread.repeating("dmskit-fleet-poller", pace.states(), () -> roundUntilClosed(listener));
    }

    /** A look that is given up says nothing of the service, so nobody hears of it. */
    private void roundUntilClosed(Consumer<FleetSnapshot> listener) {
        try {
            round(listener);
        } catch (RuntimeException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    /**
     * Ends the thread that was begun. A look under way is given up, and is over when this returns, unless it is the listener that closes, or
     * something does not let go for {@link OwnThread#PATIENCE}.
     */
    @Override
    public void close() {
        closing = true;
        OwnThread begun = thread;
        if (begun != null) {
            begun.close();
        }
    }

    /** Collects what a poller may be told. */
    public static final class Builder {
        private final DatabaseMigrationClient dms;
        private final CloudWatchClient cloudWatch;
        private Selection selection = Selection.all();
        private Pace pace = Pace.DEFAULT;
        private CallBudget budget = CallBudget.standard();
        private Duration callLimit = Duration.ofSeconds(10);
        private InstantSource clock = InstantSource.system();
        private Map<String, Map<TableName, Long>> expectedRows = Map.of();
        private boolean alarms;

        private Builder(DatabaseMigrationClient dms, CloudWatchClient cloudWatch) {
            this.dms = requireNonNull(dms);
            this.cloudWatch = requireNonNull(cloudWatch);
        }

        /** Sets what is watched; everything is the default. */
        public Builder selection(Selection which) {
            this.selection = which;
            return this;
        }

        /** Sets how often what is read. */
        public Builder pace(Pace howOften) {
            this.pace = howOften;
            return this;
        }

        /** Sets the budget, which pollers of one account share. */
        public Builder budget(CallBudget shared) {
            this.budget = shared;
            return this;
        }

        /**
         * Sets how long a call may wait for its answer; ten seconds otherwise. With a third of the {@linkplain Pace#states interval of
         * statuses} or less, a silent CloudWatch delays no status.
         */
        public Builder callLimit(Duration limit) {
            this.callLimit = limit;
            return this;
        }

        /** Sets the clock. */
        public Builder clock(InstantSource newClock) {
            this.clock = newClock;
            return this;
        }

        /** Sets how many rows the tables of each ARN are expected to bring, such as the catalog's estimates. */
        public Builder expectedRows(Map<String, Map<TableName, Long>> byArn) {
            this.expectedRows = byArn;
            return this;
        }

        /**
         * Lets CloudWatch's alarms be read too, once a minute, so that a judge can hold what they say against what it sees: a call for
         * each hundred alarms of the account, out of the same budget.
         */
        public Builder withAlarms() {
            this.alarms = true;
            return this;
        }

        /** Returns a poller that looks when it is told to. */
        public FleetPoller build() {
            return new FleetPoller(this);
        }

        /**
         * Returns a poller that has begun to look, in a thread of its own.
         *
         * @param listener hears of each look, and of what tables tell after it, in that thread
         */
        public FleetPoller start(Consumer<FleetSnapshot> listener) {
            FleetPoller poller = build();
            poller.begin(listener);
            return poller;
        }
    }
}
