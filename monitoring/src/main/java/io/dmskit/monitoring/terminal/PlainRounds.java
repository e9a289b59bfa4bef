package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a plain line for whatever is new, and now and then how far everything is. Each line begins with the time. */
final class PlainRounds implements RoundView {
    private static final Duration PACE = Duration.ofSeconds(30);

    /** More are summed up in one line. */
    private static final int FEW = 12;

    private final PrintStream out;
    private final RoundNews news = new RoundNews();
    private Map<String, Phase> phases = Map.of();
    private @Nullable Round last;
    private @Nullable Instant summed;

    PlainRounds(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void show(Round round) {
        news.of(round).forEach(line -> print(round, line));
        Map<String, Phase> now = round.replications().stream()
                .collect(Collectors.toMap(
                        WatchedReplication::arn, one -> one.snapshot().phase()));
        boolean due = summed == null || !round.at().isBefore(summed.plus(PACE));
        if (due || !now.equals(phases)) {
            sum(round);
        }
        phases = now;
        last = round;
        out.flush();
    }

    private void sum(Round round) {
        List<WatchedReplication> all = round.replications();
        if (all.isEmpty() || all.size() > FEW) {
            print(round, FleetLines.summary(round));
        } else {
            all.forEach(one -> print(
                    round, Texts.oneLine(one.name()) + ": " + SnapshotLines.summary(one.snapshot(), TimeLeft.of(one))));
        }
        summed = round.at();
    }

    private void print(Round round, String line) {
        out.print(round.at().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n");
    }

    /** How far everything is in the end is said, too, and what it took. */
    @Override
    public synchronized void close() {
        Round end = last;
        if (end != null) {
            if (!Objects.equals(end.at(), summed)) {
                sum(end);
            }
            print(end, Costs.line(end));
        }
        last = null;
        out.flush();
    }
}
