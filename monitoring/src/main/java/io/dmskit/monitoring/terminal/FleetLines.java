package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A line for each of several replications, the worst first, as many as there is room for. */
final class FleetLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int WIDEST_NAME = 32;
    private static final int PROGRESS = 48;
    private static final int WIDE = 90;
    private static final int LAG_LINE = 12;
    private static final int SERVICES = 3;

    private static final Comparator<WatchedReplication> WORST_FIRST = Comparator.comparing(
                    (WatchedReplication one) -> urgency(one.severity()))
            .thenComparing(one -> phase(one.snapshot().phase()))
            .thenComparing(one -> one.snapshot().targetLatency().orElse(Duration.ZERO), Comparator.reverseOrder())
            .thenComparing(WatchedReplication::name)
            .thenComparing(WatchedReplication::arn);

    private final Style style;
    private final int width;

    FleetLines(Terminal terminal) {
        this.style = new Style(terminal);
        this.width = terminal.columns() - 1;
    }

    List<String> of(Round round, int room) {
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(Texts.shorten(TIME.format(round.at()) + " " + summary(round), width)));
        others(round).stream()
                .limit(SERVICES)
                .forEach(condition -> lines.add(style.urgent(
                        condition.severity(),
                        Texts.shorten(
                                Conditions.line(condition) + "; to do: " + Texts.oneLine(condition.advice()), width))));
        List<WatchedReplication> worstFirst =
                round.replications().stream().sorted(WORST_FIRST).toList();
        int left = Math.max(1, room - lines.size());
        boolean all = worstFirst.size() <= left;
        int shown = all ? worstFirst.size() : left - 1;
        int name = nameWidth(round.replications());
        worstFirst.stream().limit(shown).forEach(one -> lines.add(line(one, name)));
        if (!all) {
            lines.add(Texts.shorten(
                    "and " + Texts.count(worstFirst.size() - shown) + " more: "
                            + severities(worstFirst.subList(shown, worstFirst.size())),
                    width));
        }
        return lines;
    }

    /** Returns all replications in one line, as a pipe gets it too. */
    static String summary(Round round) {
        List<WatchedReplication> all = round.replications();
        if (all.isEmpty()) {
            return round.fleet().failures().isEmpty()
                    ? "nothing to watch: there is no such replication"
                    : "nothing has been seen yet";
        }
        List<String> parts = new ArrayList<>();
        parts.add(Texts.count(all.size()) + (all.size() == 1 ? " replication: " : " replications: ") + severities(all));
        List<WatchedReplication> loading = in(Phase.FULL_LOAD, all);
        if (!loading.isEmpty()) {
            double speed = loading.stream()
                    .mapToDouble(one -> one.snapshot().rowsPerSecond())
                    .sum();
            parts.add(Texts.count(loading.size()) + " loading " + Texts.speed(speed));
        }
        List<WatchedReplication> replicating = in(Phase.REPLICATING, all);
        if (!replicating.isEmpty()) {
            parts.add(Texts.count(replicating.size()) + " replicating" + behind(replicating));
        }
        count(parts, in(Phase.STARTING, all).size(), "not running");
        count(parts, in(Phase.ENDED, all).size(), "ended");
        return String.join("; ", parts);
    }

    private static void count(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(Texts.count(number) + " " + what);
        }
    }

    /** Those of which it is not known are said, too. */
    private static String behind(List<WatchedReplication> replicating) {
        Optional<Duration> most = replicating.stream()
                .flatMap(one -> one.snapshot().targetLatency().stream())
                .max(Duration::compareTo);
        long unknown = replicating.stream()
                .filter(one -> one.snapshot().targetLatency().isEmpty())
                .count();
        return most.map(lag -> ", at most " + Texts.duration(lag) + " behind").orElse("")
                + (unknown == 0 ? "" : ", " + Texts.count(unknown) + " with unknown lag");
    }

    private static List<WatchedReplication> in(Phase phase, List<WatchedReplication> all) {
        return all.stream().filter(one -> one.snapshot().phase() == phase).toList();
    }

    private static String severities(List<WatchedReplication> some) {
        List<String> parts = new ArrayList<>();
        long page = count(some, severity -> severity.equals(Optional.of(ConditionSeverity.PAGE)));
        long warn = count(some, severity -> severity.equals(Optional.of(ConditionSeverity.WARN)));
        if (page > 0) {
            parts.add(Texts.count(page) + " page");
        }
        if (warn > 0) {
            parts.add(Texts.count(warn) + " warn");
        }
        long well = some.size() - page - warn;
        if (well > 0) {
            parts.add(Texts.count(well) + " well");
        }
        return String.join(", ", parts);
    }

    private static long count(List<WatchedReplication> some, Predicate<Optional<ConditionSeverity>> such) {
        return some.stream().map(WatchedReplication::severity).filter(such).count();
    }

    /** What is wrong with instances and services, which is in no line of a replication. */
    private static List<Condition> others(Round round) {
        Set<String> arns =
                round.replications().stream().map(WatchedReplication::arn).collect(Collectors.toSet());
        return round.conditions().stream()
                .filter(condition -> !arns.contains(condition.subjectArn()))
                .filter(condition -> condition.rootCause().isEmpty())
                .toList();
    }

    private String line(WatchedReplication one, int nameWidth) {
        String mark = one.severity().map(Conditions::word).orElse("    ") + " ";
        String start = mark + Texts.fit(Texts.oneLine(one.name()), nameWidth) + "  ";
        int room = width - start.length();
        // On a narrow terminal what is wrong is worth more than straight columns.
        String progress = width < WIDE ? progress(one) : Texts.fit(Texts.shorten(progress(one), PROGRESS), PROGRESS);
        String rest = one.conditions().stream()
                .findFirst()
                .map(condition -> progress + "  " + Conditions.brief(condition))
                .orElse(progress);
        String line = start + Texts.shorten(rest.stripTrailing(), room);
        return one.severity().map(severity -> style.urgent(severity, line)).orElse(line);
    }

    private String progress(WatchedReplication one) {
        Snapshot snapshot = one.snapshot();
        return switch (snapshot.phase()) {
            case STARTING, ENDED -> snapshot.status().toString();
            case FULL_LOAD ->
                "loading" + SnapshotLines.percent(SnapshotLines.share(snapshot)) + "  "
                        + Texts.speed(snapshot.rowsPerSecond()) + "  " + TimeLeft.of(one);
            case REPLICATING ->
                "lag " + Texts.latency(snapshot.targetLatency()) + lagLine(one) + "  "
                        + Texts.speed(snapshot.changesPerSecond());
        };
    }

    private String lagLine(WatchedReplication one) {
        return LagLine.of(one.latencies(), LAG_LINE)
                .map(line -> "  " + style.sparkline(line.shares()))
                .orElse("");
    }

    private int nameWidth(List<WatchedReplication> all) {
        int longest = all.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        return Math.max(8, Math.min(Math.min(WIDEST_NAME, width / 3), longest));
    }

    private static int urgency(Optional<ConditionSeverity> severity) {
        return severity.map(one -> switch (one) {
                    case PAGE -> 0;
                    case WARN -> 1;
                    case INFO -> 2;
                })
                .orElse(3);
    }

    /** What moves before what has ended. */
    private static int phase(Phase phase) {
        return switch (phase) {
            case FULL_LOAD -> 0;
            case REPLICATING -> 1;
            case STARTING -> 2;
            case ENDED -> 3;
        };
    }
}
