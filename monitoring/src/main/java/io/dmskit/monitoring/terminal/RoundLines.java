package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.watch.LatencyPoint;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a round into lines that fit a terminal: one replication with its tables, several with a line each. */
final class RoundLines {
    private static final int WIDEST_LAG_LINE = 60;
    private static final int LINES_OF_TEXT = 3;

    private final Terminal terminal;
    private final Style style;
    private final int width;

    RoundLines(Terminal terminal) {
        this.terminal = terminal;
        this.style = new Style(terminal);
        this.width = terminal.columns() - 1;
    }

    /** Returns at most as many lines as the terminal has without scrolling. */
    List<String> of(Round round) {
        List<String> footer = footer(round);
        int room = terminal.rows() - 1 - footer.size();
        List<String> lines = new ArrayList<>(
                round.replications().size() == 1
                        ? alone(round, round.replications().get(0), room)
                        : new FleetLines(terminal).of(round, room));
        lines.addAll(footer);
        return lines;
    }

    private List<String> alone(Round round, WatchedReplication one, int room) {
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(fitting(title(one.task()) + "  " + round.at().truncatedTo(ChronoUnit.SECONDS))));
        lines.add(fitting(SnapshotLines.summary(one.snapshot(), TimeLeft.of(one))));
        if (one.task().status().ended()) {
            one.task()
                    .stopReason()
                    .ifPresent(reason -> lines.add(fitting(Texts.oneLine("stop reason " + reason.text()))));
        }
        lag(one).forEach(lines::add);
        int forConditions = Math.min(Math.max(LINES_OF_TEXT, room / 2), room - lines.size() - 2);
        lines.addAll(conditions(round.conditions(), forConditions));
        lines.addAll(new SnapshotLines(terminal).tables(one.snapshot(), room - lines.size()));
        return lines;
    }

    private static String title(TaskSnapshot task) {
        return task.title() + "  "
                + task.migrationType().map(type -> type.word() + "  ").orElse("") + task.status()
                + task.started()
                        .map(moment -> " since " + moment.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private List<String> lag(WatchedReplication one) {
        List<LatencyPoint> points = one.latencies();
        return LagLine.of(points, Math.min(WIDEST_LAG_LINE, width / 2))
                .map(line -> "lag " + style.sparkline(line.shares())
                        + Texts.cut(
                                "  at most " + Texts.duration(line.highest()) + ahead(one),
                                width - 4 - line.shares().size()))
                .stream()
                .toList();
    }

    /** Of a lag that is nearly none there is nothing to forecast. */
    private static String ahead(WatchedReplication one) {
        return one.lagAhead()
                .filter(forecast -> forecast.lag().compareTo(Duration.ofSeconds(10)) >= 0)
                .map(forecast -> ", " + forecast.describe())
                .orElse("");
    }

    /** Those that explain others come first; of what is explained only the number is said. */
    private List<String> conditions(List<Condition> all, int room) {
        List<Condition> told =
                all.stream().filter(one -> one.rootCause().isEmpty()).toList();
        List<String> lines = new ArrayList<>();
        int shown = 0;
        for (Condition condition : told) {
            List<String> text = condition(condition);
            if (lines.size() + text.size() > room) {
                break;
            }
            lines.addAll(text);
            shown++;
        }
        int more = told.size() - shown;
        int explained = all.size() - told.size();
        if (more > 0 || explained > 0) {
            lines.add(fitting((more > 0 ? "and " + more + " more conditions" : "and")
                    + (explained > 0 ? (more > 0 ? ", " : " ") + explained + " that these explain" : "")));
        }
        return lines;
    }

    private List<String> condition(Condition condition) {
        List<String> lines = new ArrayList<>();
        Texts.wrap(Conditions.line(condition), width, LINES_OF_TEXT)
                .forEach(line -> lines.add(style.urgent(condition.severity(), line)));
        Texts.wrap("to do: " + Texts.oneLine(condition.advice()), width - 5, LINES_OF_TEXT)
                .forEach(line -> lines.add("     " + line));
        return lines;
    }

    private List<String> footer(Round round) {
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(fitting(Costs.line(round))));
        Set<String> failing = round.sinks().stream()
                .filter(sink -> sink.failingSince().isPresent())
                .map(sink -> "sink " + sink.name() + " fails since "
                        + sink.failingSince().orElseThrow().truncatedTo(ChronoUnit.SECONDS) + ", " + sink.waiting()
                        + " waiting: " + sink.reason().orElse(""))
                .collect(Collectors.toSet());
        failing.stream().sorted().limit(2).forEach(line -> lines.add(style.bad(fitting(Texts.oneLine(line)))));
        round.troubles().stream()
                .limit(2)
                .forEach(line -> lines.add(style.bad(fitting(Texts.oneLine("trouble: " + line)))));
        return lines;
    }

    private String fitting(String line) {
        return Texts.shorten(line, width);
    }
}
