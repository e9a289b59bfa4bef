package io.dmskit.cutover;

import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.util.ArrayList;
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

    /**
     * Reads how the last cutover of a journal went. What was verified is not in a journal.
     *
     * @param journal entries of one or more cutovers, in order
     * @return nothing if there was none, or if the last one has neither been done nor rolled back
     */
    public static Optional<CutoverReport> of(List<JournalEntry> journal) {
        int begin = -1;
        for (int i = 0; i < journal.size(); i++) {
            begin = journal.get(i).state() == CutoverState.PREFLIGHT ? i : begin;
        }
        if (begin < 0) {
            return Optional.empty();
        }
        List<JournalEntry> run = journal.subList(begin, journal.size());
        JournalEntry last = run.get(run.size() - 1);
        boolean done = last.state() == CutoverState.DONE;
        if (!done && last.state() != CutoverState.ROLLED_BACK) {
            return Optional.empty();
        }
        Duration downtime = run.stream()
                .filter(entry -> entry.state() == CutoverState.QUIESCE)
                .findFirst()
                .map(entry -> Duration.between(entry.at(), last.at()))
                .orElse(Duration.ZERO);
        return Optional.of(new CutoverReport(
                done ? Outcome.DONE : Outcome.ROLLED_BACK,
                done ? Optional.empty() : Optional.of(last.detail()),
                steps(run),
                downtime,
                Optional.empty()));
    }

    /** What a state came to stands with the next one. */
    private static List<CutoverStep> steps(List<JournalEntry> run) {
        List<CutoverStep> steps = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            JournalEntry entry = run.get(i);
            JournalEntry next = run.get(Math.min(i + 1, run.size() - 1));
            boolean last = i + 1 == run.size();
            steps.add(new CutoverStep(
                    entry.state(),
                    entry.at(),
                    Duration.between(entry.at(), next.at()),
                    last && entry.state() == CutoverState.DONE ? "" : next.detail()));
        }
        return steps;
    }

    /** Returns whether the cutover was done. */
    public boolean succeeded() {
        return outcome == Outcome.DONE;
    }
}
