package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.document.JsonText;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be done so that the service holds a migration as its file describes it, or holds nothing of it any more. Immutable.
 *
 * @param migration the migration's name
 * @param steps in the order in which they are done
 * @param obstacles why it cannot be done; empty if it can
 */
public record ApplyPlan(String migration, List<PlannedStep> steps, List<String> obstacles) {
    /** Copies the lists. */
    public ApplyPlan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
    }

    /** Returns whether everything is as it should be. */
    public boolean isEmpty() {
        return obstacles.isEmpty()
                && steps.stream().allMatch(step -> step.step().action() == Action.REUSE);
    }

    /** Returns what is lost if the plan is carried out. */
    public Set<Loss> losses() {
        Set<Loss> losses = new TreeSet<>();
        steps.forEach(step -> losses.addAll(step.losses()));
        return Collections.unmodifiableSet(losses);
    }

    /** Returns whether anything is lost if the plan is carried out. */
    public boolean losesData() {
        return !losses().isEmpty();
    }

    /** Returns whether a run is interrupted if the plan is carried out. */
    public boolean interrupts() {
        return steps.stream().anyMatch(PlannedStep::interrupts);
    }

    /** Returns the plan for a terminal, each line ended by a line feed. */
    public String describe() {
        return PlanText.of(this);
    }

    /** Returns the plan as a JSON document, for programs. */
    public String toJson() {
        return JsonText.pretty(PlanJson.of(this));
    }
}
