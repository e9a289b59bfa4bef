package io.dmskit.monitoring.judge;

import io.dmskit.metric.DmsMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only the databases and the log tell. */
final class EvidenceRules {
    /** Below this share of what the source keeps, there is hardly time to do something. */
    private static final double HEADROOM = 0.3;

    private EvidenceRules() {}

    static List<Finding> judge(Watched watched) {
        List<Finding> found = new ArrayList<>();
        exceptions(watched).ifPresent(found::add);
        watched.evidence().truncation().map(line -> truncation(watched, line)).ifPresent(found::add);
        slot(watched).or(() -> retention(watched)).ifPresent(found::add);
        return found;
    }

    private static Optional<Finding> exceptions(Watched watched) {
        long grown = watched.evidence().grown(watched.last().seenAt());
        return grown <= 0
                ? Optional.empty()
                : Optional.of(Finding.of(
                        ConditionKind.APPLY_EXCEPTIONS,
                        ConditionSeverity.WARN,
                        watched,
                        "could not apply " + Words.counted(grown, "more change", "more changes") + "; "
                                + watched.evidence().exceptions() + " are in awsdms_apply_exceptions",
                        "read ERROR and STATEMENT of the newest rows there: a conflict usually means that somebody else writes to the"
                                + " target"));
    }

    private static Finding truncation(Watched watched, String line) {
        return Finding.of(
                ConditionKind.LOB_TRUNCATION,
                ConditionSeverity.WARN,
                watched,
                "has cut a large value: " + line,
                FailureCause.LOB_TRUNCATED.advice());
    }

    private static Optional<Finding> slot(Watched watched) {
        return watched.evidence().newest().slotStatus().flatMap(status -> FailureCause.in("wal_status " + status)
                .map(cause -> Finding.of(
                        ConditionKind.LOG_RETENTION,
                        cause == FailureCause.SLOT_LOST || status.equals("unreserved")
                                ? ConditionSeverity.PAGE
                                : ConditionSeverity.WARN,
                        watched,
                        "reads from a slot that is " + status + ": " + cause.cause(),
                        cause.advice())));
    }

    private static Optional<Finding> retention(Watched watched) {
        Optional<Double> lag = watched.newest(DmsMetric.CDC_LATENCY_SOURCE);
        Optional<Duration> kept = watched.evidence().newest().sourceRetention();
        if (!watched.running() || lag.isEmpty() || kept.isEmpty()) {
            return Optional.empty();
        }
        double left = kept.get().toSeconds() - lag.get();
        return left >= HEADROOM * kept.get().toSeconds()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        ConditionKind.LOG_RETENTION,
                        ConditionSeverity.PAGE,
                        watched,
                        "captures changes " + Words.seconds(lag.get()) + " late, and its source keeps its log for "
                                + Words.of(kept.get()),
                        "keep the source's log longer at once: what is gone unread can only be loaded again"));
    }
}
