package io.dmskit.monitoring.judge;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.metric.DmsMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of one replication instance. Bounds are those of its alarms. Used by one thread. */
final class InstanceWatched {
    private static final Map<AlarmKind, ConditionKind> KINDS = Map.of(
            AlarmKind.AVAILABLE_MEMORY, ConditionKind.INSTANCE_MEMORY,
            AlarmKind.SWAP, ConditionKind.INSTANCE_SWAP,
            AlarmKind.INSTANCE_CPU, ConditionKind.INSTANCE_CPU,
            AlarmKind.STORAGE_LOW, ConditionKind.INSTANCE_STORAGE,
            AlarmKind.STORAGE_CRITICAL, ConditionKind.INSTANCE_STORAGE);

    private static final String AVAILABLE = "available";

    private static final Duration FILLING = Duration.ofMinutes(15);

    /** What an instance passes through and comes back from. */
    private static final Set<String> CHANGING = Set.of(
            "creating",
            "deleting",
            "modifying",
            "upgrading",
            "rebooting",
            "maintenance",
            "resetting-master-credentials");

    private final Map<DmsMetric, Points> points = new HashMap<>();
    private List<Bound> bounds = List.of();
    private MigrationAlarms alarms = MigrationAlarms.NONE;
    private String status = AVAILABLE;
    private @Nullable Instant statusSince;

    List<Finding> judge(InstanceSnapshot instance, Instant now, JudgeRules rules) {
        see(instance, now);
        Map<ConditionKind, Finding> found = new EnumMap<>(ConditionKind.class);
        Instant readAt = instance.metrics().map(MetricReadings::readAt).orElse(Instant.EPOCH);
        for (Bound bound : bounds) {
            Points read = points.computeIfAbsent((DmsMetric) bound.alarm().metric(), any -> new Points());
            if (bound.broken(read.since(Instant.EPOCH), readAt)) {
                Finding breach = breach(instance, bound.alarm(), read);
                found.merge(breach.kind(), breach, InstanceWatched::worse);
            }
        }
        filling(instance).ifPresent(one -> found.merge(one.kind(), one, InstanceWatched::worse));
        status(instance, now, rules).ifPresent(one -> found.merge(one.kind(), one, InstanceWatched::worse));
        return new ArrayList<>(found.values());
    }

    private void see(InstanceSnapshot instance, Instant now) {
        if (statusSince == null || !status.equals(instance.status())) {
            status = instance.status();
            statusSince = now;
        }
        instance.metrics().ifPresent(read -> read.points()
                .forEach((metric, list) ->
                        points.computeIfAbsent(metric, any -> new Points()).add(list)));
        MigrationAlarms ofCapacity = MigrationAlarms.ofInstance(instance.capacity());
        if (!ofCapacity.equals(alarms)) {
            alarms = ofCapacity;
            bounds = ofCapacity.definitions().stream()
                    .filter(one -> KINDS.containsKey(one.kind()))
                    .map(Bound::new)
                    .toList();
        }
    }

    private static Finding worse(Finding one, Finding other) {
        return one.severity().compareTo(other.severity()) >= 0 ? one : other;
    }

    private static Finding breach(InstanceSnapshot instance, AlarmDefinition alarm, Points read) {
        ConditionKind kind = KINDS.getOrDefault(alarm.kind(), ConditionKind.STUCK);
        return Finding.of(
                kind,
                alarm.severity() == Severity.PAGE ? ConditionSeverity.PAGE : ConditionSeverity.WARN,
                instance.arn(),
                instance.identifier(),
                alarm.kind().meaning()
                        + read.newest()
                                .map(point -> " " + value(alarm, point.value()))
                                .orElse(""),
                "see " + alarm.kind().runbook());
    }

    private static String value(AlarmDefinition alarm, double value) {
        String number = alarm.metric().unit() == DmsMetric.Unit.PERCENT
                ? Math.round(value) + " %"
                : Math.round(value / (1 << 20)) + " MiB";
        return alarm.metric().metricName() + " is " + number + ".";
    }

    /** Logs and changes that wait share the storage, and a full one pauses the reading. */
    private Optional<Finding> filling(InstanceSnapshot instance) {
        return Optional.ofNullable(points.get(DmsMetric.FREE_STORAGE_SPACE))
                .flatMap(free -> Shrinking.goneIn(free.since(Instant.EPOCH), FILLING))
                .map(left -> Finding.of(
                        ConditionKind.INSTANCE_STORAGE,
                        left.compareTo(Shrinking.SOON) <= 0 ? ConditionSeverity.PAGE : ConditionSeverity.WARN,
                        instance.arn(),
                        instance.identifier(),
                        "The replication instance's storage is full in about " + Words.of(left)
                                + " at the pace of the last while.",
                        FailureCause.STORAGE_FULL.advice()));
    }

    private Optional<Finding> status(InstanceSnapshot instance, Instant now, JudgeRules rules) {
        if (status.equals(AVAILABLE)) {
            return Optional.empty();
        }
        if (status.equals("storage-full")) {
            return Optional.of(finding(
                    instance,
                    ConditionKind.INSTANCE_STORAGE,
                    ConditionSeverity.PAGE,
                    "",
                    FailureCause.STORAGE_FULL.advice()));
        }
        if (status.equals("failed") || status.startsWith("incompatible-")) {
            return Optional.of(finding(
                    instance,
                    ConditionKind.FAILED,
                    ConditionSeverity.PAGE,
                    "",
                    "what runs on it does not: look at its network, its KMS key and its events"));
        }
        return Optional.of(changing(instance, now, rules));
    }

    /** Maintenance and changes of an instance interrupt what runs on it; a status that is not known never means that all is well. */
    private Finding changing(InstanceSnapshot instance, Instant now, JudgeRules rules) {
        Duration lasts = Duration.between(Optional.ofNullable(statusSince).orElse(now), now);
        boolean tooLong = lasts.compareTo(rules.changing()) > 0;
        return finding(
                instance,
                ConditionKind.STUCK,
                tooLong || !CHANGING.contains(status) ? ConditionSeverity.WARN : ConditionSeverity.INFO,
                tooLong ? " for " + Words.of(lasts) : "",
                "what runs on it may be interrupted, and a full load begins its unfinished tables anew: wait, then look at its"
                        + " events");
    }

    private static Finding finding(
            InstanceSnapshot instance, ConditionKind kind, ConditionSeverity severity, String lasting, String advice) {
        return Finding.of(
                kind,
                severity,
                instance.arn(),
                instance.identifier(),
                "The replication instance is " + instance.status() + lasting + ".",
                advice);
    }
}
