package io.dmskit.apply;

import io.dmskit.document.Change;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One step of a plan.
 *
 * @param step what is done with which resource
 * @param changes what becomes different, for a modification, and why, for what is deleted to be made anew; no secret among them
 * @param losses what is lost by it
 * @param interrupts whether a run is interrupted by it
 * @param note what else a reader should know, such as the start type
 */
public record PlannedStep(
        ApplyStep step, List<Change> changes, Set<Loss> losses, boolean interrupts, Optional<String> note) {
    /** Copies list and set. */
    public PlannedStep {
        changes = List.copyOf(changes);
        losses = Collections.unmodifiableSet(new TreeSet<>(losses));
    }

    /** A step that changes nothing there, loses nothing and interrupts nothing. */
    PlannedStep(ApplyStep step) {
        this(step, List.of(), Set.of(), false, Optional.empty());
    }

    PlannedStep with(List<Change> newChanges) {
        return new PlannedStep(step, newChanges, losses, interrupts, note);
    }

    PlannedStep losing(Set<Loss> newLosses) {
        return new PlannedStep(step, changes, newLosses, interrupts, note);
    }

    PlannedStep interrupting(boolean itDoes) {
        return new PlannedStep(step, changes, losses, itDoes, note);
    }

    PlannedStep noting(String text) {
        return new PlannedStep(step, changes, losses, interrupts, Optional.of(text));
    }
}
