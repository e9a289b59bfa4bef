package io.dmskit.cli;

import io.dmskit.catalog.TableName;
import io.dmskit.cli.WatchEnding.End;
import io.dmskit.cli.WatchSelection.Chosen;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.DurationWord;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.Intent;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.judge.MaintenanceWindow;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.terminal.ResizableTerminal;
import io.dmskit.monitoring.terminal.RoundView;
import io.dmskit.monitoring.terminal.Terminal;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.Goal;
import io.dmskit.monitoring.watch.GoalWatch;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.RoundDocument;
import io.dmskit.monitoring.watch.WatchedReplication;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches replications. */
@Command(
        name = "watch",
        description = {
            "Watches tasks and serverless replications: how far they are, how far behind, what is wrong and what to do.",
            "Redrawn in place on a terminal, plain lines in a pipe, one JSON document a round with --json."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what --until awaits is so; or there is no --until, and --timeout or --once has ended the watch",
            "1:what --until awaits can no longer come without somebody doing something (the last line says why), or has not"
                    + " come in --timeout; or nobody answered --once",
            "2:wrong use, or a file with errors",
            "3:there is a condition at the level of --fail-on that no other one explains",
            "130:Ctrl-C (143: SIGTERM)"
        },
        footer = {
            "",
            "What --until awaits, of everything that is watched; what is named must be there, and of a tag or of all there must be"
                    + " something:",
            "  loaded     every table is completed and none waits or is loading, while it runs or after it has ended well; what only"
                    + " replicates has nothing to load. A table that was given up, or an end before that, is exit code 1.",
            "  caught-up  loaded, and three points of CDCLatencyTarget in a row below the maximum, with no change waiting at the"
                    + " last. That is no proof that the target has everything: the latency is also 0 while DMS reads nothing. The"
                    + " marker row of a cutover proves it.",
            "  stopped    all have ended; exit code 0 only if each of them ended well, with every table.",
            "",
            "Examples:",
            "  dmskit watch bank/migration.yaml                        with bars, latencies and advice",
            "  dmskit watch --all --web=8080                           in a browser too, on this machine",
            "  dmskit watch --all --fail-on page                       an account, until somebody must look",
            "  dmskit watch bank --until loaded --timeout 6h && ...    in a script",
            "  dmskit watch --tag team=core --json | jq .conditions    for programs",
            "  dmskit watch bank --once --fail-on warn                 one look, for cron"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration TABLES_OF_ONE_LOOK = Duration.ofMinutes(2);

    /** Of more than these nobody looks at each, and each costs money. */
    private static final int LOOKED_AT = 12;

    private static final long MOMENT_MILLIS = 500;
    private static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private final Console console;

    @Mixin
    private final WatchSelection selection = new WatchSelection();

    @Mixin
    private final WatchPace pace = new WatchPace();

    @Mixin
    private final WatchOutputs outputs = new WatchOutputs();

    @Mixin
    private final WatchEvidence evidence = new WatchEvidence();

    @Mixin
    private final WatchEstimates estimates = new WatchEstimates();

    @Option(
            names = "--local",
            description = "Work on dmskit-local: at AWS_ENDPOINT_URL, or at its usual port (default: AWS by the default"
                    + " credential chain, or wherever AWS_ENDPOINT_URL leads).")
    private boolean local;

    @Option(
            names = "--json",
            description = "Print each round as one line of JSON on standard output; all else goes to standard error.")
    private boolean json;

    @Option(
            names = "--until",
            paramLabel = "GOAL",
            description = "Watch until all are there: ${COMPLETION-CANDIDATES}.")
    private @Nullable Goal until;

    @Option(
            names = "--max-lag",
            paramLabel = "DURATION",
            description = "Latency below which one is caught up (default: cutover.max-lag of its migration, else 5s).",
            converter = DurationWord.class)
    private @Nullable Duration maxLag;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "End with exit code 3 as soon as there is a condition at least as urgent: info, warn, page.")
    private @Nullable ConditionSeverity failOn;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Watch no longer than this, such as 90s, 30m or 6h (default: without end).",
            converter = DurationWord.class)
    private @Nullable Duration timeout;

    @Option(names = "--once", description = "Look once, print what is seen, and end; for conditions see --fail-on.")
    private boolean once;

    @Option(
            names = "--must-run",
            description = "What is named must run: that it is not there, or ends, pages (default: only what was seen"
                    + " running must go on).")
    private boolean mustRun;

    @Option(
            names = "--maintenance",
            paramLabel = "FROM/UNTIL",
            description = "A time in which nothing is more than info, such as"
                    + " 2026-11-28T22:00:00Z/2026-11-28T23:00:00Z; may be given again.")
    private List<String> maintenance = new ArrayList<>();

    @Option(
            names = "--alarms",
            description = "Hold what CloudWatch's alarms say against what is seen, and tell where they disagree.")
    private boolean alarms;

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Chosen chosen = selection.chosen();
        JudgeRules rules = rules(chosen);
        checkOptions(chosen);
        try (Aws aws = Aws.of(local, System.getenv());
                WatchOutputs.Open opened =
                        outputs.open(aws, console, json, !chosen.named().isEmpty())) {
            CallBudget budget = pace.budget(local);
            FleetPoller.Builder poller = FleetPoller.of(aws.dms().client(), aws.cloudWatch())
                    .selection(chosen.selection())
                    .pace(pace.pace(local))
                    .budget(budget);
            if (alarms) {
                poller.withAlarms();
            }
            FleetWatch.Builder watch = FleetWatch.over(poller).rules(rules);
            opened.attach(watch);
            evidence.start(aws, chosen.migrations(), budget).ifPresent(gathered -> {
                opened.closing(gathered::close);
                watch.evidence(gathered::find);
            });
            WatchEnding ending = new WatchEnding(
                    until == null ? null : new GoalWatch(until, chosen.named(), maxLag(chosen.migrations())),
                    once && failOn == null ? ConditionSeverity.WARN : failOn);
            Map<String, Map<TableName, Long>> rows = estimates.read(aws, chosen.migrations(), console);
            End end = ControlC.interrupts(() -> once ? lookOnce(watch, ending) : watch(watch, ending, rows, opened));
            return told(end);
        }
    }

    private void checkOptions(Chosen chosen) {
        if (once && (until != null || timeout != null)) {
            throw new WrongUseException("--once looks once, so it awaits nothing: leave out --until and --timeout");
        }
        if (once && evidence.isWanted()) {
            throw new WrongUseException("--once ends before databases and logs have answered: leave out --evidence");
        }
        if (once && outputs.outliveOneLook()) {
            throw new WrongUseException("--once looks once: nobody could scrape its metrics or read its page, leave"
                    + " out --metrics-port and --web");
        }
        if (maxLag != null && until != Goal.CAUGHT_UP) {
            throw new WrongUseException("--max-lag is for --until caught-up");
        }
        if (mustRun && chosen.named().isEmpty()) {
            throw new WrongUseException("--must-run is for what is named: give migration files or --arn");
        }
        chosen.migrations().stream()
                .filter(migration ->
                        until == Goal.CAUGHT_UP && !migration.type().replicates())
                .findFirst()
                .ifPresent(migration -> {
                    throw new WrongUseException("--until caught-up: migration " + migration.name() + " is "
                            + migration.type().word() + " and never replicates; await loaded or stopped");
                });
    }

    private JudgeRules rules(Chosen chosen) {
        Map<String, Intent> intents = mustRun
                ? chosen.named().stream().collect(Collectors.toMap(Function.identity(), name -> Intent.MUST_RUN))
                : Map.of();
        return JudgeRules.DEFAULTS
                .withIntents(intents)
                .withWindows(maintenance.stream().map(WatchCommand::window).toList());
    }

    private static MaintenanceWindow window(String text) {
        String[] ends = text.split("/", -1);
        try {
            if (ends.length == 2) {
                return new MaintenanceWindow(Instant.parse(ends[0]), Instant.parse(ends[1]), Set.of());
            }
        } catch (DateTimeParseException e) {
            // What is allowed is said below.
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--maintenance: " + Failures.reason(e));
        }
        throw new WrongUseException(
                "--maintenance is \"" + text + "\": write two moments in UTC with a slash between them,"
                        + " such as 2026-11-28T22:00:00Z/2026-11-28T23:00:00Z");
    }

    private Function<String, Duration> maxLag(List<Migration> migrations) {
        Map<String, Duration> byName = migrations.stream()
                .collect(Collectors.toMap(
                        WatchSelection::identifier,
                        migration -> migration.cutover().maxLag(),
                        (one, other) -> one));
        return name ->
                Optional.ofNullable(maxLag).orElseGet(() -> byName.getOrDefault(name, CutoverPolicy.DEFAULT.maxLag()));
    }

    private End lookOnce(FleetWatch.Builder builder, WatchEnding ending) {
        try (FleetWatch watch = builder.build();
                RoundView view = view()) {
            Round round = watch.look(TABLES_OF_ONE_LOOK);
            view.show(round);
            return ending.of(round).orElseGet(() -> unanswered(round));
        }
    }

    private static End unanswered(Round round) {
        return round.replications().isEmpty() && !round.fleet().failures().isEmpty()
                ? new End(1, round.fleet().failures().get(0).problem())
                : new End(0, "");
    }

    private End watch(
            FleetWatch.Builder builder,
            WatchEnding ending,
            Map<String, Map<TableName, Long>> rows,
            WatchOutputs.Open opened) {
        CompletableFuture<End> end = new CompletableFuture<>();
        try (RoundView view = view();
                FleetWatch watch = builder.listener(view::show)
                        .listener(round -> ending.of(round).ifPresent(end::complete))
                        .listener(round -> unheard().ifPresent(end::complete))
                        .start()) {
            return awaited(end, ending, watch, rows, opened);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return new End(0, "");
        }
    }

    /** Somebody took what was wanted, as head does, and has gone. */
    private Optional<End> unheard() {
        return console.out().checkError() ? Optional.of(new End(1, "standard output is closed")) : Optional.empty();
    }

    private End awaited(
            CompletableFuture<End> end,
            WatchEnding ending,
            FleetWatch watch,
            Map<String, Map<TableName, Long>> rows,
            WatchOutputs.Open opened)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(Optional.ofNullable(timeout).orElse(WITHOUT_END));
        while (true) {
            watch.latest().ifPresent(round -> {
                lookAtFew(round, watch, opened.lookedAt());
                // By ARN, which is known only now, and another one when a task is made again.
                round.replications().forEach(one -> Optional.ofNullable(rows.get(one.name()))
                        .ifPresent(expected -> watch.poller().expect(one.arn(), expected)));
            });
            Duration left = Duration.between(Instant.now(), deadline);
            if (left.isNegative()) {
                return timedOut(ending);
            }
            try {
                return end.get(Math.min(left.toMillis(), MOMENT_MILLIS), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet.
            } catch (ExecutionException e) {
                throw new AssertionError("an end is given, never a failure", e);
            }
        }
    }

    private End timedOut(WatchEnding ending) {
        return ending.hasGoal()
                ? new End(1, "not " + until + " in " + timeout + ": " + ending.standing())
                : new End(0, "");
    }

    private void lookAtFew(Round round, FleetWatch watch, Set<String> onPage) {
        List<String> arns =
                round.replications().stream().map(WatchedReplication::arn).toList();
        boolean looked = until == Goal.CAUGHT_UP || (console.isTerminal() && !json);
        watch.lookingAt(looked && arns.size() <= LOOKED_AT ? arns : onPage);
    }

    private RoundView view() {
        boolean live = console.isTerminal() && !json;
        return json
                ? new JsonRounds(console.out())
                : RoundView.on(console.out(), new ResizableTerminal(Terminal.of(System.getenv(), live)));
    }

    /** What the watch saw is on standard output; why it ended is there too if that is good, and for people. */
    private int told(End end) {
        if (!end.text().isEmpty()) {
            if (end.exitCode() == 0 && !json) {
                console.out().println(end.text());
                console.out().flush();
            } else {
                String word = end.exitCode() == 0 ? "" : console.styled("@|bold,red error:|@ ");
                console.err().println(word + end.text());
            }
        }
        return end.exitCode();
    }

    /**
     * A line for each round.
     *
     * @param out where it is printed
     */
    private record JsonRounds(PrintStream out) implements RoundView {
        @Override
        public void show(Round round) {
            out.print(RoundDocument.line(round) + "\n");
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
