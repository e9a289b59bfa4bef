package io.dmskit.monitoring.judge;

import io.dmskit.metric.DmsMetric;
import io.dmskit.task.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what is wrong, from look to look. No look is judged alone: it takes several points to raise a condition on a metric and several
 * good ones to end it, and what a status means depends on what was before.
 *
 * <pre>{@code
 * Judge judge = new Judge(JudgeRules.DEFAULTS);
 * judge.see(poller.look()).forEach(condition -> log.warn("{} {}", condition.subjectName(), condition.text()));
 * }</pre>
 *
 * <p>No condition does not say that a run succeeded or a target is caught up: of the former {@link io.dmskit.task.Outcome} speaks, of the
 * latter only a marker row. Used by one thread.
 */
public final class Judge {
    private final JudgeRules rules;
    private final StatusRules status;
    private final LagRules lag;
    private final MovementRules movement;
    private final TableRules tables;
    private final EvidenceRules evidence;
    private final Map<String, Watched> watched = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, InstanceWatched> instances = new HashMap<>();
    private Map<String, Instant> since = new HashMap<>();
    private List<MaintenanceWindow> windows;

    /** Creates a judge that knows nothing yet. */
    public Judge(JudgeRules rules) {
        this.rules = rules;
        this.windows = rules.windows();
        this.status = new StatusRules(rules);
        this.lag = new LagRules(rules);
        this.movement = new MovementRules(rules);
        this.tables = new TableRules(rules);
        this.evidence = new EvidenceRules(rules);
    }

    /** Puts other maintenance windows in place of those it has, and forgets nothing. */
    public void windows(List<MaintenanceWindow> others) {
        windows = List.copyOf(others);
    }

    /**
     * Takes a look and returns everything that is so now, the most urgent first. What is not in it any more is over. Looks are given in
     * the order in which they were made.
     */
    public List<Condition> see(FleetSnapshot fleet) {
        forget(fleet);
        List<Finding> found = new ArrayList<>(unreachable(fleet));
        Map<String, List<Finding>> ofInstances = new HashMap<>();
        fleet.instances()
                .forEach(instance -> ofInstances.put(
                        instance.arn(),
                        instances
                                .computeIfAbsent(instance.arn(), any -> new InstanceWatched())
                                .judge(instance, fleet.at(), rules)));
        ofInstances.values().forEach(found::addAll);
        fleet.replications().forEach(one -> {
            List<Finding> own = judge(one, fleet);
            List<Finding> ofInstance = ofInstances.getOrDefault(one.task().replicationInstanceArn(), List.of());
            own.forEach(finding -> found.add(RootCauses.of(finding, own, ofInstance)));
        });
        found.addAll(gone(fleet));
        return conditions(found, fleet.at());
    }

    private List<Finding> judge(ReplicationSnapshot snapshot, FleetSnapshot fleet) {
        Watched one = watched.computeIfAbsent(snapshot.task().arn(), any -> new Watched(snapshot, rules));
        one.see(snapshot);
        names.put(one.arn(), one.name());
        names.put(one.name(), one.name());
        List<Finding> found = new ArrayList<>();
        status.judge(one).ifPresent(found::add);
        found.addAll(lag.judge(one, fleet));
        found.addAll(movement.judge(one));
        found.addAll(tables.judge(one));
        found.addAll(evidence.judge(one));
        return found;
    }

    /** What has been deleted is over; what was made again under its name has another ARN and begins anew. */
    private void forget(FleetSnapshot fleet) {
        Set<String> there = new HashSet<>();
        fleet.replications().forEach(one -> there.add(one.task().arn()));
        fleet.instances().forEach(one -> there.add(one.arn()));
        watched.keySet().retainAll(there);
        instances.keySet().retainAll(there);
        names.keySet().removeIf(key -> !there.contains(key) && rules.intents().get(key) != Intent.MUST_RUN);
    }

    /** A service that has never answered has not said that anything is gone. */
    private List<Finding> gone(FleetSnapshot fleet) {
        boolean answered =
                fleet.failures().stream().noneMatch(one -> one.service().equals(ServiceFailure.DMS));
        Set<String> there = new HashSet<>(watched.keySet());
        watched.values().forEach(one -> there.add(one.name()));
        return answered
                ? rules.intents().entrySet().stream()
                        .filter(one -> one.getValue() == Intent.MUST_RUN && !there.contains(one.getKey()))
                        .map(one -> gone(one.getKey()))
                        .toList()
                : List.of();
    }

    private Finding gone(String key) {
        String name = names.get(key);
        return name == null ? StatusRules.missing(key) : StatusRules.gone(key, name);
    }

    private List<Finding> unreachable(FleetSnapshot fleet) {
        return fleet.failures().stream()
                .map(one -> {
                    Duration silent = Duration.between(one.since(), fleet.at());
                    return Finding.of(
                            ConditionKind.API_UNREACHABLE,
                            urgency(silent),
                            one.service(),
                            one.service(),
                            "has not answered for " + Words.of(silent) + ": " + one.problem(),
                            "what was seen last may no longer be so: look at credentials, the network, and who else uses up the API's"
                                    + " limits");
                })
                .toList();
    }

    private ConditionSeverity urgency(Duration silent) {
        if (silent.compareTo(rules.unreachable()) >= 0) {
            return ConditionSeverity.PAGE;
        }
        return silent.compareTo(rules.unreachable().dividedBy(10)) >= 0
                ? ConditionSeverity.WARN
                : ConditionSeverity.INFO;
    }

    private List<Condition> conditions(List<Finding> found, Instant now) {
        Map<String, Instant> known = since;
        since = new HashMap<>();
        Map<String, Condition> byKey = new HashMap<>();
        for (Finding finding : found) {
            Instant first = known.getOrDefault(finding.key(), now);
            since.put(finding.key(), first);
            byKey.merge(finding.key(), condition(finding, first, now), Judge::worse);
        }
        return byKey.values().stream().sorted(Judge::moreUrgent).toList();
    }

    private static Condition worse(Condition one, Condition other) {
        return one.severity().compareTo(other.severity()) >= 0 ? one : other;
    }

    private static int moreUrgent(Condition one, Condition other) {
        int severity = other.severity().compareTo(one.severity());
        return severity != 0 ? severity : one.key().compareTo(other.key());
    }

    private Condition condition(Finding finding, Instant first, Instant now) {
        Optional<MaintenanceWindow> window =
                windows.stream().filter(one -> one.covers(finding.arn(), now)).findFirst();
        return new Condition(
                finding.kind(),
                window.isPresent() ? ConditionSeverity.INFO : finding.severity(),
                finding.arn(),
                finding.name(),
                finding.table(),
                first,
                finding.text()
                        + window.map(one -> " (maintenance until " + one.until() + ")")
                                .orElse(""),
                finding.advice(),
                finding.rootCause());
    }

    /** Returns where a lag of a replication is going; nothing before there are enough points. */
    public Optional<LagForecast> lagAhead(String arn) {
        return Optional.ofNullable(watched.get(arn))
                .flatMap(one -> LagForecast.of(one.latency(DmsMetric.CDC_LATENCY_TARGET, rules)));
    }

    /**
     * Returns how long a load will still take, which is as long as its slowest table; nothing unless every table that is to be loaded
     * has an estimate, has passed its first hundredth and moves.
     */
    public Optional<Duration> loadAhead(String arn) {
        Watched one = watched.get(arn);
        if (one == null || !one.running()) {
            return Optional.empty();
        }
        List<Optional<Duration>> left = TablesWatched.unloaded(
                        one.tables().all(), one.task().migrationType())
                .stream()
                .map((TableState table) ->
                        MovementRules.left(one, table, one.last().expectedRows()))
                .toList();
        return left.stream().allMatch(Optional::isPresent)
                ? left.stream().flatMap(Optional::stream).max(Duration::compareTo)
                : Optional.empty();
    }
}
