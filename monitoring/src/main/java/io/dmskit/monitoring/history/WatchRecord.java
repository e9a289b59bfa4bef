package io.dmskit.monitoring.history;

import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.history.RecordLine.Conditions;
import io.dmskit.monitoring.history.RecordLine.Latencies;
import io.dmskit.monitoring.history.RecordLine.Progress;
import io.dmskit.monitoring.history.RecordLine.Tables;
import io.dmskit.monitoring.history.WatchHistory.Gap;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.watch.LatencyPoint;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a watch sees, so that a report can tell of it: a file {@code NAME.jsonl} for each replication, JSON lines, to which is only
 * added. It is a listener of a {@link io.dmskit.monitoring.watch.FleetWatch}:
 *
 * <pre>{@code
 * try (WatchRecord record = WatchRecord.in(Path.of(".dmskit", "watch"));
 *         FleetWatch watch = FleetWatch.over(poller).listener(record).start()) {
 *     ...
 * }
 * WatchHistory history = WatchRecord.read(Path.of(".dmskit", "watch"), "bank-core");
 * }</pre>
 *
 * <p>Progress is kept every ten seconds at most and whenever status or phase change, conditions whenever they change, each latency once,
 * tables at the end of a phase. A file of more than 10,000 lines loses every other line of progress and every other latency, but of
 * the newest thousand each, and at last its oldest lines. What is written outlives a {@code kill -9}; it is not forced to the disk.
 *
 * <p>What cannot be written is an {@link UncheckedIOException}, which the watch tells among its troubles. Thread-safe.
 */
public final class WatchRecord implements Consumer<Round>, AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(10);
    private static final Duration UNWATCHED = Duration.ofMinutes(2);
    private static final Duration BROKEN = Duration.ofMinutes(5);
    private static final int MOST_LINES = 10_000;
    private static final int MOST_KEPT = 7_500;
    private static final int NEWEST = 1_000;

    private final Path folder;
    private final Map<String, Writing> writing = new HashMap<>();

    private WatchRecord(Path folder) {
        this.folder = folder;
    }

    /** Returns a record in a folder, which is made when there is something to keep. */
    public static WatchRecord in(Path folder) {
        return new WatchRecord(folder);
    }

    /** Returns the file of a replication. */
    public static Path file(Path folder, String name) {
        return folder.resolve(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "_") + ".jsonl");
    }

    @Override
    public synchronized void accept(Round round) {
        List<String> problems = new ArrayList<>();
        for (WatchedReplication one : round.replications()) {
            try {
                write(one, round);
            } catch (IOException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new UncheckedIOException(
                    new IOException("what was seen is not kept: " + String.join("; ", problems)));
        }
    }

    private void write(WatchedReplication one, Round round) throws IOException {
        Writing to = writing.get(one.name());
        if (to == null) {
            to = new Writing(RecordFile.open(file(folder, one.name())));
            writing.put(one.name(), to);
        }
        to.write(one, concerning(one, round.conditions()));
    }

    /** What is wrong with it, with what it runs on, or with the sight of it. */
    private static List<Condition> concerning(WatchedReplication one, List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.subjectArn().equals(one.arn())
                        || condition.subjectArn().equals(one.task().replicationInstanceArn())
                        || condition.kind() == ConditionKind.API_UNREACHABLE)
                .toList();
    }

    /**
     * Reads what is known of a replication; a watch may go on writing.
     *
     * @param name its identifier, which is the migration's name
     * @return nothing known, if there is no record
     * @throws UncheckedIOException if the record cannot be read, or is of another version
     */
    public static WatchHistory read(Path folder, String name) {
        try {
            return history(RecordFile.read(file(folder, name)));
        } catch (IOException e) {
            throw new UncheckedIOException("the watch record of " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static WatchHistory history(List<RecordLine> lines) {
        List<WatchPoint> points = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        TreeMap<Instant, LatencyPoint> latencies = new TreeMap<>();
        IncidentLog incidents = new IncidentLog();
        Tables tables = new Tables(Instant.EPOCH, List.of());
        for (RecordLine line : lines) {
            if (line instanceof Progress progress) {
                WatchPoint point = progress.point();
                if (progress.begins() && !points.isEmpty()) {
                    Gap gap = new Gap(points.get(points.size() - 1).at(), point.at());
                    if (gap.duration().compareTo(UNWATCHED) > 0) {
                        gaps.add(gap);
                    }
                }
                points.add(point);
            } else if (line instanceof Latencies seen) {
                seen.points().forEach(point -> latencies.put(point.at(), point));
            } else if (line instanceof Conditions seen) {
                incidents.see(seen.at(), seen.conditions());
            } else if (line instanceof Tables seen) {
                tables = seen;
            } else {
                throw new AssertionError(line);
            }
        }
        return new WatchHistory(points, broken(latencies), incidents.incidents(), gaps, tables.tables());
    }

    /** Where there was no point for five minutes, nothing was known. */
    private static List<LatencyPoint> broken(Map<Instant, LatencyPoint> latencies) {
        List<LatencyPoint> points = new ArrayList<>();
        Instant before = Instant.MAX;
        for (LatencyPoint point : latencies.values()) {
            if (before.isBefore(point.at())
                    && Duration.between(before, point.at()).compareTo(BROKEN) > 0) {
                points.add(new LatencyPoint(before.plusSeconds(1), Optional.empty(), Optional.empty()));
            }
            points.add(point);
            before = point.at();
        }
        return points;
    }

    @Override
    public synchronized void close() {
        List<IOException> failures = new ArrayList<>();
        writing.values().forEach(one -> one.close().ifPresent(failures::add));
        writing.clear();
        if (!failures.isEmpty()) {
            throw new UncheckedIOException(failures.get(0));
        }
    }

    /** One file, and what was written to it last. */
    private static final class Writing {
        private final RecordFile file;
        private @Nullable WatchPoint lastPoint;
        private Instant lastLatency = Instant.MIN;
        private @Nullable String lastConditions;

        Writing(RecordFile file) {
            this.file = file;
        }

        void write(WatchedReplication one, List<Condition> conditions) throws IOException {
            WatchPoint point = WatchPoint.of(one.snapshot());
            WatchPoint last = lastPoint;
            List<RecordLine> lines = new ArrayList<>();
            if (last == null
                    || !point.isLike(last)
                    || Duration.between(last.at(), point.at()).compareTo(PACE) >= 0) {
                lines.add(new Progress(point, last == null));
            }
            List<LatencyPoint> fresh = one.latencies().stream()
                    .filter(latency -> latency.at().isAfter(lastLatency))
                    .toList();
            if (!fresh.isEmpty()) {
                lines.add(new Latencies(fresh));
            }
            String shown = shown(conditions);
            if (!shown.equals(lastConditions)) {
                lines.add(new Conditions(point.at(), conditions));
            }
            List<TableProgress> tables = one.snapshot().tables();
            if (!tables.isEmpty() && (last == null || point.phase() != last.phase())) {
                lines.add(new Tables(
                        point.at(), tables.stream().map(TableProgress::state).toList()));
            }
            file.append(lines.stream().map(RecordLine::text).toList());
            if (!lines.isEmpty() && lines.get(0) instanceof Progress) {
                lastPoint = point;
            }
            fresh.forEach(latency -> lastLatency = latency.at());
            lastConditions = shown;
            if (file.lines() > MOST_LINES) {
                file.replace(thinned(file.read()));
            }
        }

        /** Words change with every round; what is so, how urgent it is and why do not. */
        private static String shown(List<Condition> conditions) {
            return conditions.stream()
                    .map(one -> one.key() + " " + one.severity() + " "
                            + one.rootCause().orElse(""))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }

        Optional<IOException> close() {
            try {
                file.close();
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(e);
            }
        }
    }

    /** Keeps what is told by its being there, half of what is told by its course, and of all that the newest if it is still too much. */
    static List<RecordLine> thinned(List<RecordLine> lines) {
        List<RecordLine> kept = new ArrayList<>();
        List<LatencyPoint> latencies = new ArrayList<>();
        @Nullable Progress before = null;
        boolean drop = false;
        for (int i = 0; i < lines.size(); i++) {
            RecordLine line = lines.get(i);
            if (line instanceof Progress progress) {
                boolean turn =
                        progress.begins() || before == null || !progress.point().isLike(before.point());
                drop = i < lines.size() - NEWEST && !turn && !drop;
                before = progress;
                if (!drop) {
                    kept.add(line);
                }
            } else if (line instanceof Latencies seen) {
                latencies.addAll(seen.points());
            } else {
                if (line instanceof Tables) {
                    kept.removeIf(Tables.class::isInstance);
                }
                kept.add(line);
            }
        }
        List<RecordLine> bounded = new ArrayList<>(kept.subList(Math.max(0, kept.size() - MOST_KEPT), kept.size()));
        bounded.add(new Latencies(everyOther(latencies)));
        return bounded;
    }

    private static List<LatencyPoint> everyOther(List<LatencyPoint> points) {
        int older = Math.max(0, points.size() - NEWEST);
        return IntStream.range(0, points.size())
                .filter(i -> i >= older || i % 2 == 0)
                .mapToObj(points::get)
                .toList();
    }
}
