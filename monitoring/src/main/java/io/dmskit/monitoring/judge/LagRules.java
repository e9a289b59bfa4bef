package io.dmskit.monitoring.judge;

import static io.dmskit.metric.DmsMetric.CDC_LATENCY_SOURCE;
import static io.dmskit.metric.DmsMetric.CDC_LATENCY_TARGET;

import io.dmskit.metric.DmsMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far behind a running replication is, and whether anybody knows. */
final class LagRules {
    /** Without these there are no metrics; they are found under the names of instances. */
    private static final Set<String> WITHOUT = Set.of(ServiceFailure.CLOUD_WATCH, ServiceFailure.INSTANCES);

    private final JudgeRules rules;

    LagRules(JudgeRules rules) {
        this.rules = rules;
    }

    List<Finding> judge(Watched watched, FleetSnapshot fleet) {
        if (!watched.running()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        blind(watched, fleet).ifPresent(found::add);
        Optional<Finding> source = lag(watched, CDC_LATENCY_SOURCE, ConditionKind.SOURCE_LAG);
        source.ifPresent(found::add);
        lag(watched, CDC_LATENCY_TARGET, ConditionKind.TARGET_LAG)
                .map(target -> source.filter(lag -> explains(watched))
                        .map(lag -> target.because(lag.key()))
                        .orElse(target))
                .ifPresent(found::add);
        return found;
    }

    /** The target's latency contains the source's: only what it adds is its own. */
    private boolean explains(Watched watched) {
        double added = watched.newest(CDC_LATENCY_TARGET).orElse(0.0)
                - watched.newest(CDC_LATENCY_SOURCE).orElse(0.0);
        return added <= rules.lagWarn().toSeconds();
    }

    private Optional<Finding> lag(Watched watched, DmsMetric metric, ConditionKind kind) {
        List<MetricReading> points = watched.latency(metric, rules);
        Instant readAt = watched.last().metrics().map(MetricReadings::readAt).orElse(Instant.MIN);
        if (points.isEmpty() || readAt.equals(Instant.MIN)) {
            return Optional.empty();
        }
        boolean warn = watched.bound(metric, false).broken(points, readAt);
        boolean page = watched.bound(metric, true).broken(points, readAt);
        if (!warn && !page) {
            return Optional.empty();
        }
        Duration bound = page ? rules.lagPage() : rules.lagWarn();
        String behind = kind == ConditionKind.SOURCE_LAG
                ? "captures changes " + newest(points) + " late"
                : "is " + newest(points) + " behind its source";
        return Optional.of(Finding.of(
                kind,
                page ? ConditionSeverity.PAGE : ConditionSeverity.WARN,
                watched,
                behind + ", more than " + Words.of(bound)
                        + LagForecast.of(points)
                                .map(ahead -> "; " + ahead.describe())
                                .orElse(""),
                advice(kind)));
    }

    private static String newest(List<MetricReading> points) {
        return Words.seconds(points.get(points.size() - 1).value());
    }

    private static String advice(ConditionKind kind) {
        return kind == ConditionKind.SOURCE_LAG
                ? "look for an open transaction on the source, then for more log than one reader takes, then at the instance and the"
                        + " network; compare it with how long the source keeps its log"
                : "look for missing keys and indexes on the target, then for locks, triggers and foreign keys there; BatchApplyEnabled"
                        + " helps if every table has a key";
    }

    /** Looked for and not there for so long, or not looked for because nobody could. */
    private Optional<Finding> blind(Watched watched, FleetSnapshot fleet) {
        Instant start = watched.runningSince().orElse(fleet.at());
        Instant known =
                watched.newestPoint().filter(point -> point.isAfter(start)).orElse(start);
        Optional<Instant> readAt = watched.last().metrics().map(MetricReadings::readAt);
        boolean nothingThere = readAt.filter(read -> silent(known, read)).isPresent();
        boolean notRead = watched.isUnread(
                silent(readAt.filter(read -> read.isAfter(start)).orElse(start), fleet.at()));
        if (!nothingThere && !notRead) {
            return Optional.empty();
        }
        Finding blind = Finding.of(
                ConditionKind.BLIND,
                ConditionSeverity.PAGE,
                watched,
                "runs, and " + (nothingThere ? "CloudWatch has no data of it" : "its metrics could not be read")
                        + " since " + (nothingThere ? known : readAt.orElse(start)),
                "how far behind it is, nobody knows: look at its tables and its log; a task that was made again has new metrics");
        return Optional.of(fleet.failures().stream()
                .filter(one -> WITHOUT.contains(one.service()))
                .findFirst()
                .filter(one -> !nothingThere)
                .map(one ->
                        blind.because(Condition.key(ConditionKind.API_UNREACHABLE, one.service(), Optional.empty())))
                .orElse(blind));
    }

    private boolean silent(Instant known, Instant until) {
        return Duration.between(known, until).compareTo(rules.silence()) >= 0;
    }
}
