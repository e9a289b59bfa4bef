package io.dmskit.monitoring.judge;

import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;

import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the source keeps its log for long enough: what a slot has lost can only be loaded again. */
final class SlotRules {
    /** Shorter than that, growth is a burst and no pace. */
    private static final Duration PACE = Duration.ofMinutes(5);

    private static final double WARN_BYTES = threshold(AlarmKind.SOURCE_SLOT_LAG);
    private static final double PAGE_BYTES = threshold(AlarmKind.SOURCE_SLOT_DISK);

    private final JudgeRules rules;

    SlotRules(JudgeRules rules) {
        this.rules = rules;
    }

    /** The same bounds that alarms have. */
    private static double threshold(AlarmKind kind) {
        return MigrationAlarms.ofSourceSlots().get(kind).orElseThrow().threshold();
    }

    Optional<Finding> judge(Watched watched) {
        List<SlotState> readings = watched.evidence().slots();
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        SlotState slot = readings.get(readings.size() - 1);
        return gone(watched, slot)
                .or(() -> running(watched, slot, readings))
                .or(() -> idle(watched, slot, readings))
                .or(() -> pinned(watched, slot));
    }

    /** What a task has lost that is not to go on, nobody has to get up for. */
    private Optional<Finding> gone(Watched watched, SlotState slot) {
        ConditionSeverity lost = watched.running() || rules.expects(watched) ? PAGE : WARN;
        return switch (slot.status()) {
            case SlotState.MISSING ->
                finding(
                        watched,
                        lost,
                        "has slot " + slot.name() + ", which is not on its source any more",
                        FailureCause.SLOT_LOST);
            case "lost" ->
                finding(
                        watched,
                        lost,
                        "has slot " + slot.name() + ", which is lost: " + FailureCause.SLOT_LOST.cause(),
                        FailureCause.SLOT_LOST);
            case "unreserved" ->
                finding(
                        watched,
                        PAGE,
                        "has slot " + slot.name() + ", which is unreserved and lost at the source's next checkpoint; "
                                + kept(slot),
                        FailureCause.SLOT_PINS_DISK);
            default -> Optional.empty();
        };
    }

    /** Near its limit, or soon there at the pace of the last while. */
    private static Optional<Finding> running(Watched watched, SlotState slot, List<SlotState> readings) {
        Optional<Duration> left = Shrinking.goneIn(
                readings.stream()
                        .filter(one -> one.bytesLeft().isPresent())
                        .map(one -> new MetricReading(
                                one.readAt(), (double) one.bytesLeft().getAsLong()))
                        .toList(),
                PACE);
        boolean low = slot.headroom() < EvidenceRules.HEADROOM;
        boolean soon = left.filter(time -> time.compareTo(Shrinking.SOON) <= 0).isPresent();
        if (!low && left.isEmpty()) {
            return Optional.empty();
        }
        return finding(
                watched,
                low || soon ? PAGE : WARN,
                "has slot " + slot.name() + ", which is lost after "
                        + Words.bytes(slot.bytesLeft().orElse(0)) + " more"
                        + left.map(time -> ", in about " + Words.of(time) + " at the present pace")
                                .orElse("")
                        + "; " + kept(slot),
                FailureCause.SLOT_PINS_DISK);
    }

    /** While tables are loaded the slot may wait; afterwards a task that runs reads it. */
    private Optional<Finding> idle(Watched watched, SlotState slot, List<SlotState> readings) {
        boolean loads = !TablesWatched.unloaded(
                        watched.tables().all(), watched.task().migrationType())
                .isEmpty();
        if (!watched.running() || loads || slot.active()) {
            return Optional.empty();
        }
        Duration idle = Duration.between(
                readings.stream()
                        .filter(one -> readings.stream()
                                .noneMatch(later ->
                                        later.active() && !later.readAt().isBefore(one.readAt())))
                        .findFirst()
                        .orElse(slot)
                        .readAt(),
                slot.readAt());
        return idle.compareTo(rules.stall()) < 0
                ? Optional.empty()
                : finding(
                        watched,
                        WARN,
                        "runs, and nobody has read its slot " + slot.name() + " for " + Words.of(idle) + "; "
                                + kept(slot),
                        "look at the task's log for a connection that it cannot make; meanwhile the source's disk fills");
    }

    private static Optional<Finding> pinned(Watched watched, SlotState slot) {
        boolean unlimited = slot.limitBytes().isEmpty();
        boolean page = unlimited && slot.retainedBytes() > PAGE_BYTES;
        boolean warn = (unlimited && slot.retainedBytes() > WARN_BYTES)
                || slot.status().equals("extended");
        return page || warn
                ? finding(
                        watched,
                        page ? PAGE : WARN,
                        "has slot " + slot.name() + ", for which " + kept(slot)
                                + (unlimited ? " and no limit is set: its disk fills" : ""),
                        FailureCause.SLOT_PINS_DISK)
                : Optional.empty();
    }

    private static String kept(SlotState slot) {
        return "the source keeps " + Words.bytes(slot.retainedBytes()) + " of log"
                + (slot.limitBytes().isPresent()
                        ? " of at most " + Words.bytes(slot.limitBytes().getAsLong())
                        : "");
    }

    private static Optional<Finding> finding(
            Watched watched, ConditionSeverity severity, String text, FailureCause cause) {
        return finding(watched, severity, text, cause.advice());
    }

    private static Optional<Finding> finding(Watched watched, ConditionSeverity severity, String text, String advice) {
        return Optional.of(Finding.of(ConditionKind.LOG_RETENTION, severity, watched, text, advice));
    }
}
