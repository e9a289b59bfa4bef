package io.dmskit.monitoring.judge;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.metric.DmsMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one replication instance. Bounds are those of its alarms. Used by one thread. */
final class InstanceWatched {
    private static final Map<AlarmKind, ConditionKind> KINDS = Map.of(
            AlarmKind.AVAILABLE_MEMORY, ConditionKind.INSTANCE_MEMORY,
            AlarmKind.SWAP, ConditionKind.INSTANCE_SWAP,
            AlarmKind.INSTANCE_CPU, ConditionKind.INSTANCE_CPU,
            AlarmKind.STORAGE_LOW, ConditionKind.INSTANCE_STORAGE,
            AlarmKind.STORAGE_CRITICAL, ConditionKind.INSTANCE_STORAGE);

    private final Map<DmsMetric, Points> points = new HashMap<>();
    private List<Bound> bounds = List.of();
    private MigrationAlarms alarms = MigrationAlarms.NONE;

    List<Finding> judge(InstanceSnapshot instance) {
        see(instance);
        Map<ConditionKind, Finding> found = new EnumMap<>(ConditionKind.class);
        Instant readAt = instance.metrics().map(MetricReadings::readAt).orElse(Instant.EPOCH);
        for (Bound bound : bounds) {
            Points read = points.computeIfAbsent((DmsMetric) bound.alarm().metric(), any -> new Points());
            if (bound.broken(read.since(Instant.EPOCH), readAt)) {
                Finding breach = breach(instance, bound.alarm(), read);
                found.merge(breach.kind(), breach, InstanceWatched::worse);
            }
        }
        status(instance).ifPresent(one -> found.merge(one.kind(), one, InstanceWatched::worse));
        return new ArrayList<>(found.values());
    }

    private void see(InstanceSnapshot instance) {
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

    private static Optional<Finding> status(InstanceSnapshot instance) {
        String status = instance.status();
        if (status.equals("storage-full")) {
            return Optional.of(Finding.of(
                    ConditionKind.INSTANCE_STORAGE,
                    ConditionSeverity.PAGE,
                    instance.arn(),
                    instance.identifier(),
                    "The replication instance is storage-full.",
                    FailureCause.STORAGE_FULL.advice()));
        }
        return status.equals("failed") || status.startsWith("incompatible-")
                ? Optional.of(Finding.of(
                        ConditionKind.FAILED,
                        ConditionSeverity.PAGE,
                        instance.arn(),
                        instance.identifier(),
                        "The replication instance is " + status + ".",
                        "what runs on it does not: look at its network, its KMS key and its events"))
                : Optional.empty();
    }
}
