package io.dmskit.cli;

import io.dmskit.cli.control.DurationWord;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.task.Poller;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How often a watch looks, and how many calls that may take. */
final class WatchPace {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration USUAL_LOCAL = Duration.ofSeconds(1);
    private static final double USUAL_CALLS_LOCAL = 20;
    private static final Duration SLOWEST_METRICS = Duration.ofMinutes(5);

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description =
                    "How often statuses are read; tables and metrics follow, at least twice as slow (default: 30s,"
                            + " 1s with --local).",
            converter = DurationWord.class)
    private @Nullable Duration interval;

    @Option(
            names = "--metric-period",
            paramLabel = "DURATION",
            description = "Period of the metrics: a minute on AWS, whatever dmskit local was started with elsewhere"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "60s",
            converter = DurationWord.class)
    private Duration metricPeriod = Duration.ofMinutes(1);

    @Option(
            names = "--calls-per-second",
            paramLabel = "NUMBER",
            description = "Calls to AWS at most: DMS throttles an account and region as a whole, console included"
                    + " (default: 2; 20 with --local).")
    private @Nullable Double callsPerSecond;

    /** Returns the pace: in the relations of {@link Pace#DEFAULT}, but metrics never more often than there are new ones. */
    Pace pace(boolean local) {
        Duration states = Optional.ofNullable(interval).orElse(local ? USUAL_LOCAL : USUAL);
        try {
            Duration fast = longer(states.multipliedBy(2), metricPeriod);
            Duration slow = shorter(longer(states.multipliedBy(10), fast), SLOWEST_METRICS);
            return new Pace(states, fast, slow, states.multipliedBy(2), states.multipliedBy(20), metricPeriod);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--interval or --metric-period: " + Failures.reason(e));
        }
    }

    CallBudget budget(boolean local) {
        double calls =
                Optional.ofNullable(callsPerSecond).orElse(local ? USUAL_CALLS_LOCAL : CallBudget.DEFAULT_PER_SECOND);
        try {
            return new CallBudget(calls, Poller.REAL_TIME);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--calls-per-second: " + Failures.reason(e));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
