package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.monitoring.watch.Round;
import java.time.Duration;
import java.util.Locale;

/** What watching takes, on one line. */
final class Costs {
    /** What a few calls at the beginning come to in a day says nothing of a day. */
    private static final Duration TELLING = Duration.ofMinutes(1);

    private Costs() {}

    static String line(Round round) {
        ApiUsage usage = round.usage();
        String line = String.format(
                Locale.ROOT,
                "%,d calls in %s, budget %.1f/s, %,d throttled, %,d metrics",
                usage.total(),
                Texts.duration(Duration.ofSeconds(usage.over().toSeconds())),
                round.callsPerSecond(),
                usage.throttled(),
                usage.metricsRequested());
        return usage.over().compareTo(TELLING) < 0
                ? line
                : line + String.format(Locale.ROOT, ", $%.2f a day", usage.dollarsPerDay());
    }
}
