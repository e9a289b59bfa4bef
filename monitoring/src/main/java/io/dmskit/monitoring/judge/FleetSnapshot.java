package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of all that is watched.
 *
 * @param at now
 * @param replications tasks and serverless replications; one that has been deleted is not in the list any more
 * @param instances what the tasks run on
 * @param failures services that do not answer: what they told last is kept, and is as old as it says
 * @param alarms CloudWatch's alarms, if they are read
 */
public record FleetSnapshot(
        Instant at,
        List<ReplicationSnapshot> replications,
        List<InstanceSnapshot> instances,
        List<ServiceFailure> failures,
        Optional<AlarmReadings> alarms) {
    /** Copies the lists. */
    public FleetSnapshot {
        replications = List.copyOf(replications);
        instances = List.copyOf(instances);
        failures = List.copyOf(failures);
    }

    /** Creates a snapshot without alarms. */
    public FleetSnapshot(
            Instant at,
            List<ReplicationSnapshot> replications,
            List<InstanceSnapshot> instances,
            List<ServiceFailure> failures) {
        this(at, replications, instances, failures, Optional.empty());
    }

    /** Returns the same snapshot with other replications. */
    public FleetSnapshot with(List<ReplicationSnapshot> others) {
        return new FleetSnapshot(at, others, instances, failures, alarms);
    }

    /** Returns the same snapshot with alarms. */
    public FleetSnapshot with(AlarmReadings read) {
        return new FleetSnapshot(at, replications, instances, failures, Optional.of(read));
    }

    /** Returns the same snapshot with other services that do not answer. */
    FleetSnapshot withFailures(List<ServiceFailure> others) {
        return new FleetSnapshot(at, replications, instances, others, alarms);
    }
}
