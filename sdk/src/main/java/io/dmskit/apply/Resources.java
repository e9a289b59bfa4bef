package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Resource;
import io.dmskit.migration.Capacity;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import java.time.Duration;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * What a migration is made of, in the service.
 *
 * @param instances replication instances
 * @param endpoints endpoints
 * @param connections connection tests
 * @param tasks replication tasks
 * @param configs serverless replications
 * @param tags tags of all of them
 * @param time the time in which they are awaited
 */
record Resources(
        ReplicationInstances instances,
        Endpoints endpoints,
        Connections connections,
        ReplicationTasks tasks,
        ReplicationConfigs configs,
        Tags tags,
        Poller.Time time) {
    static Resources of(DatabaseMigrationClient client, Poller poller) {
        return new Resources(
                new ReplicationInstances(client, poller),
                new Endpoints(client, poller),
                new Connections(client, poller),
                new ReplicationTasks(client, poller),
                new ReplicationConfigs(client, poller),
                new Tags(client),
                poller.time());
    }

    /** Returns what replicates with such a capacity. */
    Replications replications(Capacity capacity) {
        return capacity instanceof Capacity.Serverless ? configs : tasks;
    }

    Replications replications(Resource kind) {
        return kind == Resource.REPLICATION_CONFIG ? configs : tasks;
    }

    Deadline deadline(Duration timeout) {
        return Deadline.after(timeout, time);
    }

    /** Deletes a resource and waits until it is gone; one that is not there is fine. */
    void delete(Resource resource, String identifier, Deadline deadline) {
        switch (resource) {
            case REPLICATION_INSTANCE -> instances.delete(identifier, deadline);
            case ENDPOINT -> endpoints.delete(identifier, deadline);
            case REPLICATION_TASK -> tasks.delete(identifier, deadline);
            case REPLICATION_CONFIG -> configs.delete(identifier, deadline);
        }
    }
}
