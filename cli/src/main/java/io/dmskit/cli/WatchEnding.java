package io.dmskit.cli;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.GoalWatch;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.Standing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides from round to round whether a watch has come to its end, and with which exit code. Used by one thread. */
final class WatchEnding {
    private final Optional<GoalWatch> goal;
    private final Optional<ConditionSeverity> failOn;
    private volatile String standing = "nothing has been seen";

    /**
     * An end.
     *
     * @param exitCode the command's
     * @param text why
     */
    record End(int exitCode, String text) {}

    WatchEnding(@Nullable GoalWatch goal, @Nullable ConditionSeverity failOn) {
        this.goal = Optional.ofNullable(goal);
        this.failOn = Optional.ofNullable(failOn);
    }

    /** A goal that is out of reach counts most, since it is why somebody waits; then conditions; then a goal that is reached. */
    Optional<End> of(Round round) {
        Optional<Standing> seen = goal.map(awaited -> awaited.see(round));
        seen.ifPresent(now -> standing = now.text());
        return seen.filter(now -> now.state() == Standing.State.OUT_OF_REACH)
                .map(now -> new End(1, now.text()))
                .or(() -> condition(round).map(one -> new End(Main.FINDINGS, text(one))))
                .or(() -> seen.filter(now -> now.state() == Standing.State.REACHED)
                        .map(now -> new End(0, now.text())));
    }

    /** Returns how far the goal was in the newest round. */
    String standing() {
        return standing;
    }

    /** Returns whether somebody waits for something. */
    boolean hasGoal() {
        return goal.isPresent();
    }

    /** Nobody is told of what another condition explains. */
    private Optional<Condition> condition(Round round) {
        return failOn.flatMap(level -> round.conditions().stream()
                .filter(one -> one.rootCause().isEmpty() && one.severity().compareTo(level) >= 0)
                .findFirst());
    }

    private static String text(Condition condition) {
        return condition.subjectName() + ": " + condition.kind().id() + ": " + condition.text();
    }
}
