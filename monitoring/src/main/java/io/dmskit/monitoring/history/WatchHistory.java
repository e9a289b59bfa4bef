package io.dmskit.monitoring.history;

import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.LatencyPoint;
import io.dmskit.task.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a replication's past. Nothing at all, if nobody watched.
 *
 * @param points its progress, oldest first
 * @param latencies its latencies, oldest first; a point without either is where nothing was known
 * @param incidents what was wrong, in the order in which it began
 * @param gaps times of more than two minutes in which nobody watched, between others in which somebody did
 * @param tables its tables as they were seen last; empty if they were not
 */
public record WatchHistory(
        List<WatchPoint> points,
        List<LatencyPoint> latencies,
        List<PastIncident> incidents,
        List<Gap> gaps,
        List<TableState> tables) {
    /** What nobody watched. */
    public static final WatchHistory NONE = new WatchHistory(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public WatchHistory {
        points = List.copyOf(points);
        latencies = List.copyOf(latencies);
        incidents = List.copyOf(incidents);
        gaps = List.copyOf(gaps);
        tables = List.copyOf(tables);
    }

    /**
     * A time in which nobody watched.
     *
     * @param from the last that was seen before
     * @param to the first that was seen after
     */
    public record Gap(Instant from, Instant to) {
        /** Returns how long it was. */
        public Duration duration() {
            return Duration.between(from, to);
        }
    }

    /** Returns the history of a monitor's snapshots, with what was wrong meanwhile. */
    public static WatchHistory of(List<Snapshot> snapshots, List<PastIncident> incidents) {
        return new WatchHistory(
                snapshots.stream().map(WatchPoint::of).toList(),
                snapshots.stream()
                        .map(seen -> new LatencyPoint(seen.at(), seen.sourceLatency(), seen.targetLatency()))
                        .toList(),
                incidents,
                List.of(),
                snapshots.isEmpty()
                        ? List.of()
                        : snapshots.get(snapshots.size() - 1).tables().stream()
                                .map(table -> table.state())
                                .toList());
    }

    /** Returns the incidents that somebody should have looked at, which those that are only good to know are not. */
    public List<PastIncident> wrong() {
        return incidents.stream()
                .filter(incident -> incident.worst() != ConditionSeverity.INFO)
                .toList();
    }

    /** Returns whether somebody watched. */
    public boolean watched() {
        return !points.isEmpty();
    }

    /** Returns the same without what was over before then, such as an earlier run. */
    public WatchHistory since(Instant begin) {
        return new WatchHistory(
                points.stream().filter(point -> !point.at().isBefore(begin)).toList(),
                latencies.stream().filter(point -> !point.at().isBefore(begin)).toList(),
                incidents.stream()
                        .filter(incident -> incident.resolvedAt()
                                .filter(end -> end.isBefore(begin))
                                .isEmpty())
                        .toList(),
                gaps.stream().filter(gap -> gap.to().isAfter(begin)).toList(),
                tables);
    }

    /** Returns when something was seen first. */
    public Optional<Instant> begin() {
        return points.stream().findFirst().map(WatchPoint::at);
    }

    /** Returns when something was seen last. */
    public Optional<Instant> end() {
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(points.get(points.size() - 1).at());
    }

    /** Returns the highest target latency that was seen, if any was. */
    public Optional<Duration> highestTargetLatency() {
        Stream<Duration> seen = latencies.stream().flatMap(point -> point.target().stream());
        return seen.max(Duration::compareTo);
    }
}
