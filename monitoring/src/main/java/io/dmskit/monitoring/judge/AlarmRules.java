package io.dmskit.monitoring.judge;

import static io.dmskit.monitoring.judge.ConditionKind.BLIND;
import static io.dmskit.monitoring.judge.ConditionKind.FAILED;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_CPU;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_MEMORY;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_STORAGE;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_SWAP;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionKind.STOPPED;
import static io.dmskit.monitoring.judge.ConditionKind.TARGET_LAG;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MissingData;
import io.dmskit.alarm.Subject;
import io.dmskit.monitoring.judge.AlarmDisagreement.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether CloudWatch's alarms and the judge see the same. An alarm may take its time: it is contradicted only when the judge has
 * gone on seeing otherwise for as long as the alarm may take. Used by one thread.
 */
final class AlarmRules {
    /** Alarms that were read longer ago say nothing of now. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What a kind of alarm and the judge both have an eye on; of other kinds the judge has no opinion. */
    private static final Map<AlarmKind, Set<ConditionKind>> SAME = Map.of(
            AlarmKind.TARGET_LATENCY, Set.of(TARGET_LAG),
            AlarmKind.SOURCE_LATENCY, Set.of(SOURCE_LAG),
            AlarmKind.NO_DATA, Set.of(),
            AlarmKind.AVAILABLE_MEMORY, Set.of(INSTANCE_MEMORY),
            AlarmKind.SWAP, Set.of(INSTANCE_SWAP),
            AlarmKind.INSTANCE_CPU, Set.of(INSTANCE_CPU),
            AlarmKind.STORAGE_LOW, Set.of(INSTANCE_STORAGE),
            AlarmKind.STORAGE_CRITICAL, Set.of(INSTANCE_STORAGE));

    private static final Set<ConditionKind> LAGS = Set.of(SOURCE_LAG, TARGET_LAG);

    /** What ends a replication's metrics, so that an alarm rings for which no data breaches. */
    private static final Set<ConditionKind> ENDS_METRICS = Set.of(FAILED, STOPPED, BLIND);

    private final JudgeRules rules;
    private final Map<String, Instant> contradictedSince = new HashMap<>();
    private final Map<String, Set<String>> madeFor = new HashMap<>();

    AlarmRules(JudgeRules rules) {
        this.rules = rules;
    }

    /** Returns a finding for each replication and instance of which alarms say something else than what was found. */
    List<Finding> judge(FleetSnapshot fleet, List<Finding> found) {
        if (fleet.alarms().isEmpty()) {
            return List.of();
        }
        AlarmReadings read = fleet.alarms().get();
        List<AlarmSubject> subjects = AlarmSubject.of(fleet, found);
        Set<String> contradicted = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (AlarmSubject subject : subjects) {
            List<AlarmReading> about = read.alarms().stream()
                    .filter(alarm -> isAbout(alarm, subject))
                    .toList();
            Set<String> names = about.stream().map(AlarmReading::name).collect(Collectors.toSet());
            Stream<AlarmReading> over = read.alarms().stream()
                    .filter(alarm -> !names.contains(alarm.name()))
                    .filter(alarm -> alarm.children().stream().anyMatch(names::contains));
            List<AlarmDisagreement> disagreements = new ArrayList<>(gone(subject, about));
            Stream.concat(about.stream(), over)
                    .forEach(alarm -> disagreements.addAll(compared(alarm, subject, fleet.at(), read, contradicted)));
            finding(subject, disagreements).ifPresent(findings::add);
        }
        contradictedSince.keySet().retainAll(contradicted);
        madeFor.keySet().retainAll(subjects.stream().map(AlarmSubject::arn).collect(Collectors.toSet()));
        return findings;
    }

    /** What dmskit has made says whom it is for, whatever it watches; of others only what they watch can be seen. */
    private static boolean isAbout(AlarmReading alarm, AlarmSubject subject) {
        return alarm.migration()
                .map(name -> subject.replicates() && name.equalsIgnoreCase(subject.name()))
                .orElseGet(() -> !alarm.composite() && alarm.dimensions().equals(subject.dimensions()));
    }

    private List<AlarmDisagreement> compared(
            AlarmReading alarm, AlarmSubject subject, Instant now, AlarmReadings read, Set<String> contradicted) {
        List<AlarmDisagreement> all = new ArrayList<>();
        AlarmDisagreement.silent(alarm, now).ifPresent(all::add);
        if (alarm.definition().isEmpty()) {
            return all;
        }
        AlarmDefinition definition = alarm.definition().get();
        Optional<AlarmSubject> watched = watched(definition, subject);
        Optional<AlarmDisagreement> blind = watched.flatMap(one -> AlarmDisagreement.blind(alarm, one.dimensions()));
        if (blind.isPresent()) {
            all.add(blind.get());
            return all;
        }
        boolean fresh = Duration.between(read.readAt(), now).compareTo(FRESH) <= 0;
        if (watched.isPresent() && fresh) {
            (alarm.rings() ? alone(alarm, definition, watched.get(), subject) : quiet(alarm, definition, watched.get()))
                    .filter(one -> lasts(one, definition, now, contradicted))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static Optional<AlarmSubject> watched(AlarmDefinition definition, AlarmSubject subject) {
        return definition.subject() == Subject.INSTANCE && subject.instance().isPresent()
                ? subject.instance()
                : Optional.of(subject);
    }

    /** Nobody is to be woken of what is only good to know, such as everything in a maintenance window. */
    private Optional<AlarmDisagreement> quiet(AlarmReading alarm, AlarmDefinition definition, AlarmSubject watched) {
        return watched.found().stream()
                .filter(one -> one.severity() != ConditionSeverity.INFO)
                .filter(one -> shouldRing(definition, one))
                .findFirst()
                .map(one -> new AlarmDisagreement(
                        Kind.QUIET,
                        alarm.name(),
                        ConditionSeverity.WARN,
                        "says " + alarm.state() + ", and " + watched.name() + " " + one.text()));
    }

    private boolean shouldRing(AlarmDefinition definition, Finding finding) {
        if (ENDS_METRICS.contains(finding.kind())) {
            return definition.missingData() == MissingData.BREACHING;
        }
        boolean same = SAME.getOrDefault(definition.kind(), Set.of()).contains(finding.kind());
        if (same && LAGS.contains(finding.kind())) {
            return definition.threshold() <= bound(finding).toSeconds();
        }
        return same
                && (definition.kind() != AlarmKind.STORAGE_CRITICAL || finding.severity() == ConditionSeverity.PAGE);
    }

    private Duration bound(Finding lag) {
        return lag.severity() == ConditionSeverity.PAGE ? rules.lagPage() : rules.lagWarn();
    }

    /** An alarm whose threshold is below the judge's rings first, and rightly. */
    private Optional<AlarmDisagreement> alone(
            AlarmReading alarm, AlarmDefinition definition, AlarmSubject watched, AlarmSubject subject) {
        boolean judged = SAME.containsKey(definition.kind()) && watched.measured();
        boolean well = watched.found().isEmpty() && subject.found().isEmpty();
        boolean strict = SAME.getOrDefault(definition.kind(), Set.of()).stream().anyMatch(LAGS::contains)
                && definition.threshold() < rules.lagWarn().toSeconds();
        return judged && well && !strict
                ? Optional.of(new AlarmDisagreement(
                        Kind.ALONE,
                        alarm.name(),
                        ConditionSeverity.INFO,
                        "rings since " + alarm.since() + ", and nothing is seen to be wrong"))
                : Optional.empty();
    }

    /** Returns whether it has been so for as long as the alarm may take to say otherwise. */
    private boolean lasts(AlarmDisagreement one, AlarmDefinition definition, Instant now, Set<String> contradicted) {
        String key = one.kind() + " " + one.alarm();
        contradicted.add(key);
        Instant since = contradictedSince.computeIfAbsent(key, any -> now);
        Duration patience = one.kind() == Kind.QUIET ? definition.ringsWithin() : definition.quietWithin();
        return Duration.between(since, now).compareTo(patience) >= 0;
    }

    /** What dmskit has made and somebody else has taken away; when all of them are gone, they were removed. */
    private List<AlarmDisagreement> gone(AlarmSubject subject, List<AlarmReading> about) {
        Set<String> there = about.stream()
                .filter(alarm -> alarm.migration().isPresent())
                .map(AlarmReading::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (there.isEmpty()) {
            madeFor.remove(subject.arn());
            return List.of();
        }
        Set<String> known = madeFor.computeIfAbsent(subject.arn(), any -> new TreeSet<>());
        known.addAll(there);
        return known.stream()
                .filter(name -> !there.contains(name))
                .map(AlarmDisagreement::missing)
                .toList();
    }

    private static Optional<Finding> finding(AlarmSubject subject, List<AlarmDisagreement> disagreements) {
        return disagreements.stream()
                .map(AlarmDisagreement::severity)
                .max(Comparator.naturalOrder())
                .map(worst -> Finding.of(
                        ConditionKind.ALARM_DISAGREEMENT,
                        worst,
                        subject.arn(),
                        subject.name(),
                        "has alarms that say something else than what is seen: "
                                + disagreements.stream()
                                        .map(one -> one.alarm() + " " + one.text())
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining("; ")),
                        disagreements.stream()
                                .map(one -> one.kind().advice())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining("; "))));
    }
}
