package io.dmskit.cutover;

import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a cutover went.
 *
 * @param outcome whether it was done or rolled back
 * @param reason why it was rolled back; empty if it was not
 * @param steps the states in order; the last is {@link CutoverState#DONE} or {@link CutoverState#ROLLED_BACK}
 * @param downtime from the moment the writers were asked to stop to the end of the verification, or until they were started again
 * @param verification what was compared, if it came to that
 */
public record CutoverReport(
        Outcome outcome,
        Optional<String> reason,
        List<CutoverStep> steps,
        Duration downtime,
        Optional<VerificationReport> verification) {
    /** Copies the list. */
    public CutoverReport {
        steps = List.copyOf(steps);
    }

    /** How a cutover ends. */
    public enum Outcome {
        /** The target holds what the source held; the writers are still stopped, ready to be pointed at the target. */
        DONE,
        /** The writers write to the source as before. */
        ROLLED_BACK
    }

    /** Returns whether the cutover was done. */
    public boolean succeeded() {
        return outcome == Outcome.DONE;
    }
}
