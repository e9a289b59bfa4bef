package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.List;

/**
 * What is known of all that is watched.
 *
 * @param at now
 * @param replications tasks and serverless replications; one that has been deleted is not in the list any more
 * @param instances what the tasks run on
 * @param failures services that do not answer: what they told last is kept, and is as old as it says
 */
public record FleetSnapshot(
        Instant at,
        List<ReplicationSnapshot> replications,
        List<InstanceSnapshot> instances,
        List<ServiceFailure> failures) {
    /** Copies the lists. */
    public FleetSnapshot {
        replications = List.copyOf(replications);
        instances = List.copyOf(instances);
        failures = List.copyOf(failures);
    }

    /** Returns the same snapshot with other services that do not answer. */
    FleetSnapshot withFailures(List<ServiceFailure> others) {
        return new FleetSnapshot(at, replications, instances, others);
    }
}
