package io.dmskit.apply;

import static io.dmskit.apply.ApplyStep.Resource.ENDPOINT;
import static io.dmskit.apply.ApplyStep.Resource.REPLICATION_INSTANCE;
import static io.dmskit.apply.ApplyStep.Resource.REPLICATION_TASK;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes a migration out of the service, in the only order the service allows: an endpoint stays while a task uses it, an instance
 * while it has tasks.
 *
 * @param resources where they are
 * @param names what they are called
 */
record Removal(Resources resources, ResourceNames names) {
    /** Returns what is deleted; rows on the target are not. */
    ApplyPlan plan() {
        Found found = new Survey(resources, names).take();
        List<PlannedStep> steps = new ArrayList<>();
        found.task().map(Work::of).ifPresent(work -> {
            if (work.runs()) {
                steps.add(step(Action.STOP, REPLICATION_TASK, names.replicationTask())
                        .interrupting(true));
            }
            Set<Loss> losses = work.hasRun() ? EnumSet.of(Loss.CHECKPOINT) : Set.of();
            steps.add(step(Action.DELETE, REPLICATION_TASK, names.replicationTask())
                    .losing(losses));
        });
        found.source().ifPresent(any -> steps.add(step(Action.DELETE, ENDPOINT, names.sourceEndpoint())));
        found.target().ifPresent(any -> steps.add(step(Action.DELETE, ENDPOINT, names.targetEndpoint())));
        found.instance()
                .ifPresent(any -> steps.add(step(Action.DELETE, REPLICATION_INSTANCE, names.replicationInstance())));
        return new ApplyPlan(names.replicationTask(), steps, List.of());
    }

    void run(Deadline deadline, Consumer<? super ApplyStep> listener) {
        for (PlannedStep planned : plan().steps()) {
            ApplyStep step = planned.step();
            listener.accept(step);
            if (step.action() == Action.STOP) {
                resources.tasks().stop(step.identifier(), deadline);
            } else {
                resources.delete(step.resource(), step.identifier(), deadline);
            }
        }
    }

    private static PlannedStep step(Action action, ApplyStep.Resource resource, String identifier) {
        return new PlannedStep(new ApplyStep(action, resource, identifier));
    }
}
