package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.TaskStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is new in a round. Of the first round only what is wrong is news. Used by one thread at a time. */
final class RoundNews {
    private final Map<String, TaskStatus> statuses = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Map<String, LoadState>> tables = new HashMap<>();
    private final Set<String> failingSinks = new HashSet<>();
    private Map<String, Condition> conditions = Map.of();
    private boolean first = true;

    List<String> of(Round round) {
        List<String> news = new ArrayList<>();
        round.replications().forEach(one -> news.addAll(status(one)));
        news.addAll(gone(round));
        round.replications().forEach(one -> news.addAll(tables(one)));
        news.addAll(conditions(round));
        round.alerts().forEach(alert -> {
            if (!round.sinks().isEmpty()) {
                news.add("told: " + Texts.oneLine(alert.title()));
            }
        });
        round.sinks().forEach(sink -> {
            if (sink.failingSince().isPresent() && failingSinks.add(sink.name())) {
                news.add(Texts.oneLine(
                        "sink " + sink.name() + " fails: " + sink.reason().orElse("")));
            } else if (sink.failingSince().isEmpty() && failingSinks.remove(sink.name())) {
                news.add("sink " + sink.name() + " takes alerts again");
            }
        });
        round.troubles().forEach(trouble -> news.add(Texts.oneLine("trouble: " + trouble)));
        first = false;
        return news;
    }

    private List<String> status(WatchedReplication one) {
        TaskStatus now = one.task().status();
        TaskStatus before = statuses.put(one.arn(), now);
        names.put(one.arn(), Texts.oneLine(one.name()));
        if (before == null) {
            return first ? List.of() : List.of(Texts.oneLine(one.name()) + ": there now, " + now);
        }
        return now.equals(before) ? List.of() : List.of(Texts.oneLine(one.name()) + ": " + before + " -> " + now);
    }

    private List<String> gone(Round round) {
        Set<String> there = new HashSet<>();
        round.replications().forEach(one -> there.add(one.arn()));
        List<String> news = statuses.keySet().stream()
                .filter(arn -> !there.contains(arn))
                .map(arn -> names.get(arn) + ": not there any more")
                .sorted()
                .toList();
        statuses.keySet().retainAll(there);
        names.keySet().retainAll(there);
        tables.keySet().retainAll(there);
        return news;
    }

    /** What was so when it was first looked at is no news. */
    private List<String> tables(WatchedReplication one) {
        boolean unknown = !tables.containsKey(one.arn());
        if (unknown && one.snapshot().tables().isEmpty()) {
            return List.of();
        }
        Map<String, LoadState> known = tables.computeIfAbsent(one.arn(), any -> new HashMap<>());
        List<String> news = new ArrayList<>();
        for (TableProgress table : one.snapshot().tables()) {
            String name = Texts.oneLine(table.state().table().toString());
            LoadState now = table.state().state();
            boolean changed = !now.equals(known.put(name, now));
            if (changed
                    && !unknown
                    && (table.state().completed() || table.state().suspended())) {
                news.add(Texts.oneLine(one.name()) + ": " + name + " " + now + ", "
                        + Texts.count(table.state().fullLoadRows()) + " rows");
            }
        }
        return news;
    }

    private List<String> conditions(Round round) {
        Map<String, Condition> now = new LinkedHashMap<>();
        round.conditions().stream().filter(one -> one.rootCause().isEmpty()).forEach(one -> now.put(one.key(), one));
        List<String> news = new ArrayList<>();
        now.forEach((key, condition) -> {
            Condition before = conditions.get(key);
            if (before == null) {
                news.add(Conditions.line(condition) + "; to do: " + Texts.oneLine(condition.advice()));
            } else if (before.severity() != condition.severity()) {
                news.add(change(before.severity(), condition));
            }
        });
        conditions.forEach((key, condition) -> {
            if (!now.containsKey(key)) {
                news.add("over " + Conditions.subject(condition) + " "
                        + condition.kind().id()
                        + condition
                                .table()
                                .map(name -> " " + Texts.oneLine(name))
                                .orElse(""));
            }
        });
        conditions = now;
        return news;
    }

    private static String change(ConditionSeverity before, Condition condition) {
        String how = condition.severity().compareTo(before) > 0 ? " (worse)" : " (eased)";
        return Conditions.line(condition) + how;
    }
}
