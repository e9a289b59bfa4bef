package io.dmskit.monitoring.judge;

import io.dmskit.metric.DmsMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What only the databases and the log tell, and what they cannot be asked. */
final class EvidenceRules {
    /** Below this share of what the source keeps, there is hardly time to do something. */
    static final double HEADROOM = 0.3;

    private final JudgeRules rules;
    private final SlotRules slots;
    private final BinaryLogRules binaryLogs;

    EvidenceRules(JudgeRules rules) {
        this.rules = rules;
        this.slots = new SlotRules(rules);
        this.binaryLogs = new BinaryLogRules(rules);
    }

    List<Finding> judge(Watched watched) {
        List<Finding> found = new ArrayList<>();
        exceptions(watched).ifPresent(found::add);
        truncation(watched).ifPresent(found::add);
        excluded(watched).ifPresent(found::add);
        paused(watched).ifPresent(found::add);
        slots.judge(watched).or(() -> binaryLogs.judge(watched)).ifPresent(found::add);
        unread(watched).ifPresent(found::add);
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

    private static Optional<Finding> truncation(Watched watched) {
        return watched.evidence()
                .told(FailureCause.LOB_TRUNCATED)
                .map(line -> Finding.of(
                        ConditionKind.LOB_TRUNCATION,
                        ConditionSeverity.WARN,
                        watched,
                        "has cut a large value: " + line,
                        FailureCause.LOB_TRUNCATED.advice()));
    }

    /** No table is counted as being in error for that. */
    private static Optional<Finding> excluded(Watched watched) {
        return watched.evidence()
                .told(FailureCause.TABLE_NOT_UNIFORM)
                .map(line -> Finding.of(
                        ConditionKind.TABLE_ERROR,
                        ConditionSeverity.PAGE,
                        watched,
                        "leaves out the changes of a table: " + line,
                        FailureCause.TABLE_NOT_UNIFORM.advice()));
    }

    private Optional<Finding> paused(Watched watched) {
        Instant now = watched.last().seenAt();
        return watched.evidence()
                .paused()
                .filter(since -> watched.running())
                .filter(since -> Duration.between(since, now).compareTo(rules.stall()) >= 0)
                .filter(since -> !readsAgain(watched, since))
                .map(
                        since -> Finding.of(
                                ConditionKind.READING_PAUSED,
                                ConditionSeverity.PAGE,
                                watched,
                                "has not read its source for " + Words.of(Duration.between(since, now)) + ": "
                                        + watched.evidence().pause(),
                                "the target is too slow for what was read, or logs fill the instance's storage: look at the target's locks"
                                        + " and indexes first, then add storage; the source keeps its log meanwhile, or loses it"));
    }

    /** Whether the pause has ended though no line said so: whoever does not read falls behind. */
    private boolean readsAgain(Watched watched, Instant since) {
        return watched.points(DmsMetric.CDC_LATENCY_SOURCE)
                .newest(late -> late < rules.lagWarn().toSeconds())
                .filter(at -> !at.isBefore(since.plus(rules.stall())))
                .isPresent();
    }

    /** What cannot be looked at is told once and mildly: that it is so bad as it could be, nobody says. */
    private Optional<Finding> unread(Watched watched) {
        List<Unread> unread = watched.last().evidence().unread();
        Instant now = watched.last().seenAt();
        boolean lasts = unread.stream()
                .anyMatch(one -> Duration.between(one.since(), now).compareTo(rules.unreachable()) >= 0);
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Finding.of(
                                ConditionKind.UNREAD,
                                lasts ? ConditionSeverity.WARN : ConditionSeverity.INFO,
                                watched,
                                "is judged without "
                                        + unread.stream()
                                                .map(one -> one.what() + ", not to be had since " + one.since() + ": "
                                                        + one.problem())
                                                .collect(Collectors.joining("; and without ")),
                                "mend what the message names, or do not ask for it: what it would tell is not known meanwhile"));
    }
}
