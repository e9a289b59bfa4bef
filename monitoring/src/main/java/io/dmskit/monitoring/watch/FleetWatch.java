package io.dmskit.monitoring.watch;

import static java.util.Objects.requireNonNull;

import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.alert.Alerting;
import io.dmskit.monitoring.alert.ConditionMetrics;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.InstanceSnapshot;
import io.dmskit.monitoring.judge.Judge;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.judge.MaintenanceWindow;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches replications: polls them, judges what is seen, tells whoever is to be told, and shows each {@link Round} to its listeners.
 *
 * <pre>{@code
 * try (FleetWatch watch = FleetWatch.over(FleetPoller.of(dms, cloudWatch).selection(Selection.ofMigrations(List.of("bank-core"))))
 *         .alerting(alerting)
 *         .listener(round -> System.out.println(round.conditions()))
 *         .start()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>A round is never kept from coming: what a listener throws, and what cannot be kept or put, is told in the next one's
 * {@linkplain Round#troubles troubles}. What it is given is borrowed. Thread-safe.
 */
public final class FleetWatch implements AutoCloseable {
    private final FleetPoller poller;
    private final JudgeRules rules;
    private final Judge judge;
    private final Function<TaskSnapshot, Evidence> evidence;
    private final Optional<Alerting> alerting;
    private final List<Consumer<Round>> listeners;
    private final Optional<Publishing> publishing;
    private final Optional<Delivering> delivering;
    private final Map<String, Progress> progress = new HashMap<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile Set<String> lookedAt = Set.of();
    private volatile List<MaintenanceWindow> windows;
    private volatile @Nullable Round latest;

    private FleetWatch(Builder builder) {
        this.poller = builder.poller.build();
        this.rules = builder.rules;
        this.windows = rules.windows();
        this.judge = new Judge(rules);
        this.evidence = builder.evidence;
        this.alerting = Optional.ofNullable(builder.alerting);
        this.listeners = List.copyOf(builder.listeners);
        this.publishing = Optional.ofNullable(builder.metrics).map(Publishing::new);
        this.delivering = alerting.map(told -> new Delivering(told, builder.clock));
    }

    private void begin() {
        delivering.ifPresent(Delivering::begin);
        poller.begin(this::see);
    }

    /** Returns a builder of a watch that polls as this one says. */
    public static Builder over(FleetPoller.Builder poller) {
        return new Builder(poller);
    }

    /** Returns the newest round, if there is one yet. */
    public Optional<Round> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Looks now, for a watch that was not started.
     *
     * @param tables how long tables may be read
     */
    public Round look(Duration tables) {
        see(poller.look());
        return see(poller.readTables(tables));
    }

    /** Does what a watch that was started does at each poll: one round or several, as news comes in. For one that was not started. */
    public void round() {
        poller.round(this::see);
    }

    /** Returns the poller, such as to tell it what rows are expected. */
    public FleetPoller poller() {
        return poller;
    }

    /** Puts other maintenance windows in place of those it has. */
    public void windows(List<MaintenanceWindow> others) {
        windows = List.copyOf(others);
    }

    /** Says which replications somebody looks at: their metrics are read as fast as those that somebody is alerted of. */
    public void lookingAt(Collection<String> arns) {
        lookedAt = Set.copyOf(arns);
    }

    private synchronized Round see(FleetSnapshot seen) {
        FleetSnapshot fleet = withEvidence(seen);
        judge.windows(windows);
        List<Condition> conditions = judge.see(fleet);
        List<Alert> alerts = tell(conditions);
        List<WatchedReplication> replications = replications(fleet, conditions);
        hurry(conditions);
        publishing.ifPresent(metrics -> metrics.put(fleet.at(), names(fleet), conditions, this::trouble));
        List<String> told = new ArrayList<>();
        for (String trouble = troubles.poll(); trouble != null; trouble = troubles.poll()) {
            told.add(trouble);
        }
        Round round = new Round(
                fleet,
                replications,
                conditions,
                rules,
                alerts,
                alerting.map(Alerting::sinks).orElse(List.of()),
                poller.usage(),
                poller.budget().rate(),
                told);
        latest = round;
        listeners.forEach(listener -> show(listener, round));
        return round;
    }

    private FleetSnapshot withEvidence(FleetSnapshot seen) {
        return seen.with(seen.replications().stream()
                .map(one -> one.with(evidence(one.task())))
                .toList());
    }

    private Evidence evidence(TaskSnapshot task) {
        try {
            return evidence.apply(task);
        } catch (RuntimeException e) {
            trouble("there is no evidence of " + task.identifier() + ": " + said(e));
            return Evidence.NONE;
        }
    }

    private List<Alert> tell(List<Condition> conditions) {
        try {
            return alerting.map(told -> told.update(conditions)).orElse(List.of());
        } catch (RuntimeException e) {
            // A full disk, or whoever gave the alerting has closed it or its executor.
            trouble(said(e));
            return List.of();
        }
    }

    private List<WatchedReplication> replications(FleetSnapshot fleet, List<Condition> conditions) {
        progress.keySet()
                .retainAll(fleet.replications().stream()
                        .map(one -> one.task().arn())
                        .collect(Collectors.toSet()));
        Map<String, List<Condition>> byArn = conditions.stream().collect(Collectors.groupingBy(Condition::subjectArn));
        return fleet.replications().stream()
                .map(one -> watched(one, fleet, byArn.getOrDefault(one.task().arn(), List.of())))
                .sorted(Comparator.comparing(WatchedReplication::name).thenComparing(WatchedReplication::arn))
                .toList();
    }

    private WatchedReplication watched(ReplicationSnapshot one, FleetSnapshot fleet, List<Condition> conditions) {
        String arn = one.task().arn();
        Progress known = progress.computeIfAbsent(arn, any -> new Progress());
        return new WatchedReplication(
                one.task(),
                known.see(one, fleet),
                conditions,
                known.latencies(),
                judge.lagAhead(arn),
                judge.loadAhead(arn));
    }

    private static List<String> names(FleetSnapshot fleet) {
        return Stream.concat(
                        fleet.replications().stream().map(one -> one.task().identifier()),
                        fleet.instances().stream().map(InstanceSnapshot::identifier))
                .toList();
    }

    /** Whoever is alerted looks soon. */
    private void hurry(List<Condition> conditions) {
        Set<String> arns = new HashSet<>(lookedAt);
        conditions.stream()
                .filter(one -> one.severity() != ConditionSeverity.INFO)
                .forEach(one -> arns.add(one.subjectArn()));
        poller.hurry(arns);
    }

    private void show(Consumer<Round> listener, Round round) {
        try {
            listener.accept(round);
        } catch (RuntimeException e) {
            trouble("a listener failed: " + said(e));
        }
    }

    private static String said(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private void trouble(String what) {
        troubles.add(what);
    }

    /**
     * Ends the polling and all threads; a look under way is given up. Alerts that were told and not delivered wait in the outbox. What was
     * borrowed may be closed when this returns.
     */
    @Override
    public void close() {
        poller.close();
        delivering.ifPresent(Delivering::close);
        publishing.ifPresent(Publishing::close);
    }

    /** Collects what a watch may be told. */
    public static final class Builder {
        private final FleetPoller.Builder poller;
        private final List<Consumer<Round>> listeners = new ArrayList<>();
        private JudgeRules rules = JudgeRules.DEFAULTS;
        private Function<TaskSnapshot, Evidence> evidence = task -> Evidence.NONE;
        private @Nullable Alerting alerting;
        private @Nullable ConditionMetrics metrics;
        private InstantSource clock = InstantSource.system();

        private Builder(FleetPoller.Builder poller) {
            this.poller = requireNonNull(poller);
        }

        /** Sets what is judged by. */
        public Builder rules(JudgeRules newRules) {
            this.rules = newRules;
            return this;
        }

        /** Sets who finds out what the API does not tell; asked in each round, so that it answers from what it knows already. */
        public Builder evidence(Function<TaskSnapshot, Evidence> source) {
            this.evidence = source;
            return this;
        }

        /**
         * Sets who tells people.
         *
         * @param told has an executor of its own, or a sink that hangs holds up the watch
         */
        public Builder alerting(Alerting told) {
            this.alerting = told;
            return this;
        }

        /** Sets where conditions are put as metrics. */
        public Builder conditionMetrics(ConditionMetrics put) {
            this.metrics = put;
            return this;
        }

        /** Sets the clock by which deliveries are due between the rounds; the poller has its own. */
        public Builder clock(InstantSource newClock) {
            this.clock = newClock;
            return this;
        }

        /** Adds somebody who hears of each round, in the watch's thread. */
        public Builder listener(Consumer<Round> listener) {
            this.listeners.add(listener);
            return this;
        }

        /** Returns a watch that looks when it is told to. */
        public FleetWatch build() {
            return new FleetWatch(this);
        }

        /** Returns a watch that has begun to look, in a thread of its own. */
        public FleetWatch start() {
            FleetWatch watch = build();
            watch.begin();
            return watch;
        }
    }
}
