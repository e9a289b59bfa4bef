package io.dmskit.monitoring.watch;

import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.judge.MetricReading;
import io.dmskit.monitoring.judge.MetricReadings;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.judge.TableReadings;
import io.dmskit.monitoring.watch.Standing.State;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.Outcome;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says from round to round how far everything that is watched is from a goal.
 *
 * <p>While DMS does not answer, nothing is said of any goal; while CloudWatch does not, nobody is caught up. Tables count as they were read
 * after a status was first seen, so that those of an earlier run do not. Used by one thread.
 */
public final class GoalWatch {
    private static final int POINTS = 3;

    /** An older point says nothing of now. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Goal goal;
    private final Set<String> named;
    private final Function<String, Duration> maxLag;
    private final Map<String, Since> since = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();

    /** A status and when it was first seen. */
    private record Since(TaskStatus status, Instant at) {}

    /**
     * Creates a watch that has seen nothing.
     *
     * @param goal what is awaited
     * @param named identifiers or ARNs that must be there; empty if everything that is found counts, of which there must be something
     * @param maxLag the latency below which a replication of this name is caught up
     */
    public GoalWatch(Goal goal, Set<String> named, Function<String, Duration> maxLag) {
        this.goal = goal;
        this.named = named.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.maxLag = maxLag;
    }

    /** Takes a round and returns how far everything is. */
    public Standing see(Round round) {
        if (isSilent(round, ServiceFailure.DMS)) {
            return Standing.onTheWay("DMS does not answer");
        }
        List<Standing> all = new ArrayList<>(gone(round));
        Map<String, WatchedReplication> byArn =
                round.replications().stream().collect(Collectors.toMap(WatchedReplication::arn, Function.identity()));
        round.fleet().replications().forEach(one -> {
            WatchedReplication watched = byArn.get(one.task().arn());
            if (watched != null) {
                all.add(of(one, watched, round).of(one.task().identifier()));
            }
        });
        missing(round).forEach(name -> all.add(Standing.onTheWay(name + ": not there yet")));
        return all.isEmpty() ? Standing.onTheWay("nothing is there yet") : together(all);
    }

    private Standing together(List<Standing> all) {
        List<Standing> lost = in(State.OUT_OF_REACH, all);
        List<Standing> open = in(State.ON_THE_WAY, all);
        // What has ended badly does not say that the others have ended.
        if (!lost.isEmpty() && (goal != Goal.STOPPED || open.isEmpty())) {
            return Standing.outOfReach(texts(lost));
        }
        return open.isEmpty()
                ? Standing.reached(all.size() + " of " + all.size() + " " + goal)
                : Standing.onTheWay((all.size() - open.size()) + " of " + all.size() + " " + goal + "; " + texts(open));
    }

    private static List<Standing> in(State state, List<Standing> all) {
        return all.stream().filter(one -> one.is(state)).toList();
    }

    private static String texts(List<Standing> some) {
        String first = some.stream().limit(POINTS).map(Standing::text).collect(Collectors.joining("; "));
        return some.size() > POINTS ? first + "; and " + (some.size() - POINTS) + " more" : first;
    }

    private List<Standing> gone(Round round) {
        Set<String> there =
                round.replications().stream().map(WatchedReplication::arn).collect(Collectors.toSet());
        List<Standing> gone = seen.entrySet().stream()
                .filter(one -> !there.contains(one.getKey()))
                .map(one -> Standing.outOfReach(one.getValue() + ": it is not there any more"))
                .toList();
        round.replications().forEach(one -> seen.put(one.arn(), one.name()));
        return gone;
    }

    private List<String> missing(Round round) {
        Set<String> there = new HashSet<>();
        round.replications().forEach(one -> {
            there.add(one.arn().toLowerCase(Locale.ROOT));
            there.add(one.name().toLowerCase(Locale.ROOT));
        });
        seen.forEach((arn, name) -> {
            there.add(arn.toLowerCase(Locale.ROOT));
            there.add(name.toLowerCase(Locale.ROOT));
        });
        return named.stream().filter(name -> !there.contains(name)).sorted().toList();
    }

    private Standing of(ReplicationSnapshot one, WatchedReplication watched, Round round) {
        Optional<List<TableState>> tables = tables(one);
        if (one.task().status().ended()) {
            return tables.map(known -> ended(one.task(), known)).orElseGet(GoalWatch::unread);
        }
        if (goal == Goal.STOPPED) {
            return Standing.onTheWay(one.task().status().toString());
        }
        if (!one.task().status().equals(TaskStatus.RUNNING)) {
            return Standing.onTheWay(one.task().status().toString());
        }
        return tables.map(known -> running(one, known, watched, round)).orElseGet(GoalWatch::unread);
    }

    private static Standing unread() {
        return Standing.onTheWay("its tables have not been read yet");
    }

    /** Tables as they were before the status was what it is say nothing of it. */
    private Optional<List<TableState>> tables(ReplicationSnapshot one) {
        TaskStatus status = one.task().status();
        Since first = since.compute(
                one.task().arn(),
                (arn, known) ->
                        known != null && known.status().equals(status) ? known : new Since(status, one.seenAt()));
        if (!one.task().hasRun()) {
            return Optional.of(List.of());
        }
        return one.tables().filter(read -> !read.readAt().isBefore(first.at())).map(TableReadings::tables);
    }

    private Standing ended(TaskSnapshot task, List<TableState> tables) {
        Outcome outcome = Outcome.of(task, tables);
        boolean complete = tables.stream().allMatch(TableState::completed);
        boolean reached =
                switch (goal) {
                    case STOPPED -> outcome.succeeded();
                    case LOADED ->
                        !(outcome instanceof Outcome.Failed) && (!loads(task) || (!tables.isEmpty() && complete));
                    case CAUGHT_UP -> false;
                };
        return reached ? Standing.reached(outcome.describe()) : Standing.outOfReach(outcome.describe());
    }

    private Standing running(
            ReplicationSnapshot one, List<TableState> tables, WatchedReplication watched, Round round) {
        List<TableState> suspended =
                tables.stream().filter(TableState::suspended).toList();
        if (!suspended.isEmpty()) {
            return Standing.outOfReach("goes on without "
                    + suspended.stream().limit(POINTS).map(TableState::describe).collect(Collectors.joining(", "))
                    + (suspended.size() > POINTS ? " and " + (suspended.size() - POINTS) + " more tables" : ""));
        }
        long loaded = tables.stream().filter(TableState::completed).count();
        if (loads(one.task())
                && (tables.isEmpty()
                        || loaded < tables.size()
                        || waits(one.task().statistics()))) {
            return Standing.onTheWay(loaded + " of " + tables.size() + " tables loaded");
        }
        return goal == Goal.LOADED ? Standing.reached("loaded") : lag(one, watched, round);
    }

    private static boolean waits(TaskStatistics counts) {
        return counts.tablesLoading() > 0 || counts.tablesQueued() > 0;
    }

    private static boolean loads(TaskSnapshot task) {
        return task.migrationType().map(MigrationType::loads).orElse(true);
    }

    private Standing lag(ReplicationSnapshot one, WatchedReplication watched, Round round) {
        if (!one.task().migrationType().map(MigrationType::replicates).orElse(true)) {
            return Standing.outOfReach("a full-load task never catches up: it does not replicate");
        }
        if (isSilent(round, ServiceFailure.CLOUD_WATCH)) {
            return Standing.onTheWay("CloudWatch does not answer, its latency is not known");
        }
        Instant start = one.task().started().orElse(Instant.MIN);
        List<LatencyPoint> points = watched.latencies().stream()
                .filter(point -> point.target().isPresent() && !point.at().isBefore(start))
                .toList();
        List<LatencyPoint> newest = points.subList(Math.max(0, points.size() - POINTS), points.size());
        if (newest.isEmpty() || newest.get(newest.size() - 1).at().plus(FRESH).isBefore(round.at())) {
            return Standing.onTheWay("its latency is not known");
        }
        Duration limit = maxLag.apply(one.task().identifier());
        long low = newest.stream()
                .flatMap(point -> point.target().stream())
                .filter(latency -> latency.compareTo(limit) < 0)
                .count();
        Duration latency = newest.get(newest.size() - 1).target().orElseThrow();
        Optional<Long> waiting = waiting(one);
        String text = "target latency " + latency.toMillis() / 1000.0 + " s, "
                + waiting.map(changes -> changes + " changes wait").orElse("what waits is not known");
        return low == POINTS && waiting.equals(Optional.of(0L)) ? Standing.reached(text) : Standing.onTheWay(text);
    }

    private static Optional<Long> waiting(ReplicationSnapshot one) {
        List<MetricReading> points = one.metrics()
                .map(MetricReadings::points)
                .map(read -> read.getOrDefault(DmsMetric.CDC_INCOMING_CHANGES, List.of()))
                .orElse(List.of());
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(Math.round(points.get(points.size() - 1).value()));
    }

    private static boolean isSilent(Round round, String service) {
        return round.fleet().failures().stream().anyMatch(one -> one.service().equals(service));
    }
}
