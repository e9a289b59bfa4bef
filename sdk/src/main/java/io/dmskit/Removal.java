package io.dmskit;

import static io.dmskit.ApplyStep.Resource.ENDPOINT;
import static io.dmskit.ApplyStep.Resource.REPLICATION_INSTANCE;
import static io.dmskit.ApplyStep.Resource.REPLICATION_TASK;

import io.dmskit.ApplyStep.Action;
import io.dmskit.ApplyStep.Resource;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import java.util.function.Consumer;

/**
 * Takes a migration out of the service, in the only order the service allows: an endpoint stays while a task uses it, an instance
 * while it has tasks.
 *
 * @param resources where they are
 * @param names what they are called
 * @param listener hears of each step
 */
record Removal(Resources resources, ResourceNames names, Consumer<? super ApplyStep> listener) {
    void run(Deadline deadline) {
        if (resources.tasks().find(names.replicationTask()).isPresent()) {
            delete(REPLICATION_TASK, names.replicationTask(), deadline);
        }
        if (resources.endpoints().find(names.sourceEndpoint()).isPresent()) {
            delete(ENDPOINT, names.sourceEndpoint(), deadline);
        }
        if (resources.endpoints().find(names.targetEndpoint()).isPresent()) {
            delete(ENDPOINT, names.targetEndpoint(), deadline);
        }
        if (resources.instances().find(names.replicationInstance()).isPresent()) {
            delete(REPLICATION_INSTANCE, names.replicationInstance(), deadline);
        }
    }

    private void delete(Resource resource, String identifier, Deadline deadline) {
        listener.accept(new ApplyStep(Action.DELETE, resource, identifier));
        resources.delete(resource, identifier, deadline);
    }
}
