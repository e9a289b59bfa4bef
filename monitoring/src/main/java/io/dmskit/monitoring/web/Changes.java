package io.dmskit.monitoring.web;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import io.dmskit.monitoring.web.PageEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds what happened from round to round. Where people are told, their alerts say what is wrong; where nobody is, the conditions do.
 * Used by one thread at a time.
 */
final class Changes {
    private Map<String, String> names = Map.of();
    private Map<String, String> states = Map.of();
    private Map<String, Condition> conditions = Map.of();
    private boolean first = true;

    List<PageEvent> in(Round round) {
        List<PageEvent> found = new ArrayList<>(moves(round));
        found.addAll(
                round.sinks().isEmpty()
                        ? judged(round)
                        : round.alerts().stream().map(Changes::told).toList());
        round.troubles()
                .forEach(trouble -> found.add(event(round.at(), Kind.SAID, ConditionSeverity.WARN, "", trouble)));
        first = false;
        return found;
    }

    private List<PageEvent> moves(Round round) {
        List<PageEvent> found = new ArrayList<>();
        Map<String, String> namesNow = new LinkedHashMap<>();
        Map<String, String> statesNow = new LinkedHashMap<>();
        for (WatchedReplication one : round.replications()) {
            String state = state(one);
            namesNow.put(one.arn(), one.name());
            statesNow.put(one.arn(), state);
            String before = states.get(one.arn());
            if (!first && !state.equals(before)) {
                found.add(moved(round, one.name(), before == null ? state : before + " \u2192 " + state));
            }
        }
        names.forEach((arn, name) -> {
            if (!namesNow.containsKey(arn)) {
                found.add(moved(round, name, "is not there any more"));
            }
        });
        names = namesNow;
        states = statesNow;
        return found;
    }

    /** What runs says more with what it is doing. */
    private static String state(WatchedReplication one) {
        Phase phase = one.snapshot().phase();
        return phase == Phase.STARTING || phase == Phase.ENDED
                ? one.snapshot().status().word()
                : phase.toString();
    }

    private static PageEvent moved(Round round, String name, String text) {
        return new PageEvent(round.at(), Kind.MOVED, Optional.empty(), name, text);
    }

    private List<PageEvent> judged(Round round) {
        List<PageEvent> found = new ArrayList<>();
        Map<String, Condition> now = new LinkedHashMap<>();
        round.conditions().forEach(one -> now.put(one.key(), one));
        now.forEach((key, one) -> {
            Condition before = conditions.get(key);
            if (before == null || before.severity() != one.severity()) {
                found.add(event(round.at(), Kind.BEGUN, one.severity(), one.subjectName(), about(one) + one.text()));
            }
        });
        conditions.forEach((key, one) -> {
            if (!now.containsKey(key)) {
                found.add(event(round.at(), Kind.OVER, one.severity(), one.subjectName(), about(one) + one.text()));
            }
        });
        conditions = now;
        return found;
    }

    private static String about(Condition one) {
        return one.table().map(table -> table + ": ").orElse("");
    }

    private static PageEvent told(Alert alert) {
        String table = alert.incident().table().map(name -> name + ": ").orElse("");
        return event(
                alert.at(),
                alert.isResolved() ? Kind.OVER : Kind.TOLD,
                alert.severity(),
                alert.incident().subjectName(),
                table + alert.text());
    }

    private static PageEvent event(Instant at, Kind kind, ConditionSeverity severity, String subject, String text) {
        return new PageEvent(at, kind, Optional.of(severity), Objects.requireNonNull(subject), text);
    }
}
