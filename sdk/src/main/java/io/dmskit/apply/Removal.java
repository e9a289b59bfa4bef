package io.dmskit.apply;

import static io.dmskit.apply.ApplyStep.Resource.ENDPOINT;
import static io.dmskit.apply.ApplyStep.Resource.REPLICATION_INSTANCE;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes a migration out of the service, in the only order the service allows: an endpoint stays while something replicates with it, an
 * instance while it has tasks. Whether it is to be serverless does not matter: what is there goes.
 *
 * @param resources where they are
 * @param names what they are called
 */
record Removal(Resources resources, ResourceNames names) {
    /** Returns what is deleted; rows on the target are not. */
    ApplyPlan plan() {
        List<PlannedStep> steps = new ArrayList<>();
        replication(resources.tasks(), steps);
        replication(resources.configs(), steps);
        List<String> endpoints = List.of(names.sourceEndpoint(), names.targetEndpoint());
        resources
                .endpoints()
                .find(endpoints.toArray(String[]::new))
                .forEach(there -> steps.add(step(Action.DELETE, ENDPOINT, there.endpointIdentifier())));
        resources
                .instances()
                .find(names.replicationInstance())
                .ifPresent(there -> steps.add(step(Action.DELETE, REPLICATION_INSTANCE, names.replicationInstance())));
        return new ApplyPlan(names.replicationTask(), steps, List.of());
    }

    void run(Deadline deadline, Consumer<? super ApplyStep> listener) {
        for (PlannedStep planned : plan().steps()) {
            ApplyStep step = planned.step();
            listener.accept(step);
            switch (step.action()) {
                case STOP -> resources.replications(step.resource()).stop(step.identifier(), deadline);
                case DELETE -> resources.delete(step.resource(), step.identifier(), deadline);
                default -> throw new AssertionError(step);
            }
        }
    }

    private void replication(Replications replications, List<PlannedStep> steps) {
        String name = names.replicationTask();
        replications.find(name).ifPresent(work -> {
            if (work.runs()) {
                steps.add(step(Action.STOP, replications.kind(), name).interrupting(true));
            }
            Set<Loss> losses = work.hasRun() ? EnumSet.of(Loss.CHECKPOINT) : Set.of();
            steps.add(step(Action.DELETE, replications.kind(), name).losing(losses));
        });
    }

    private static PlannedStep step(Action action, ApplyStep.Resource resource, String identifier) {
        return new PlannedStep(new ApplyStep(action, resource, identifier));
    }
}
