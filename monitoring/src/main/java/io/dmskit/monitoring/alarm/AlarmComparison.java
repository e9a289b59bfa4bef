package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.Severity;
import io.dmskit.alarm.Subject;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.AlarmDisagreement;
import io.dmskit.monitoring.judge.AlarmDisagreement.Kind;
import io.dmskit.monitoring.judge.AlarmReading;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the alarms that there are against those that a migration should have. */
final class AlarmComparison {
    private AlarmComparison() {}

    static AlarmReport report(
            Migration migration,
            Map<Subject, MetricDimensions> dimensions,
            List<AlarmReading> alarms,
            Optional<Silenced> muted,
            Instant now) {
        List<AlarmDisagreement> disagreements = new ArrayList<>();
        Map<String, AlarmReading> ours = new HashMap<>();
        for (AlarmReading alarm : alarms) {
            AlarmDisagreement.silent(alarm, now).ifPresent(disagreements::add);
            if (alarm.migration().isPresent()) {
                ours.put(alarm.name(), alarm);
                blind(alarm, dimensions).ifPresent(disagreements::add);
            }
        }
        Optional<AlarmProfile> profile = ours.isEmpty()
                ? Optional.empty()
                : Arrays.stream(AlarmProfile.values()).min(Comparator.comparing(one -> differences(one, migration, ours)
                        .size()));
        profile.ifPresent(one -> disagreements.addAll(differences(one, migration, ours)));
        return new AlarmReport(alarms, profile, disagreements, muted);
    }

    private static Optional<AlarmDisagreement> blind(AlarmReading alarm, Map<Subject, MetricDimensions> dimensions) {
        return alarm.definition().flatMap(definition -> Optional.ofNullable(dimensions.get(definition.subject()))
                .map(now -> AlarmDisagreement.blind(alarm, now))
                .orElseGet(() -> Optional.of(new AlarmDisagreement(
                        Kind.BLIND, alarm.name(), ConditionSeverity.WARN, "watches a task that is not there"))));
    }

    private static List<AlarmDisagreement> differences(
            AlarmProfile profile, Migration migration, Map<String, AlarmReading> ours) {
        List<AlarmDisagreement> found = new ArrayList<>();
        boolean pages = false;
        for (AlarmDefinition definition : profile.of(migration).definitions()) {
            String name = AlarmName.of(migration.name(), definition.kind());
            pages |= definition.severity() == Severity.PAGE;
            AlarmReading there = ours.get(name);
            if (there == null) {
                found.add(AlarmDisagreement.missing(name));
            } else if (!there.definition().equals(Optional.of(definition))) {
                found.add(new AlarmDisagreement(
                        Kind.DIFFERENT,
                        name,
                        ConditionSeverity.WARN,
                        "watches for "
                                + there.definition()
                                        .map(AlarmDefinition::condition)
                                        .orElse("something else")
                                + "; defined is " + definition.condition()));
            }
        }
        if (pages && !ours.containsKey(AlarmName.page(migration.name()))) {
            found.add(AlarmDisagreement.missing(AlarmName.page(migration.name())));
        }
        return found;
    }
}
