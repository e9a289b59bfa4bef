package io.dmskit.apply;

import io.dmskit.migration.Capacity;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * The steps of a plan that concern the replication instance.
 *
 * @param course the apply they belong to
 */
record InstanceSteps(Course course) {
    void carryOut(PlannedStep planned) {
        ApplyStep step = planned.step();
        ReplicationInstances instances = course.resources().instances();
        switch (step.action()) {
            case REUSE -> {}
            case CREATE -> {
                if (course.found().instance().isPresent()) {
                    instances.awaitGone(step.identifier(), course.deadline());
                }
                course.create(
                        step,
                        () -> instances.create(step.identifier(), capacity(), course.tags()),
                        () -> instances.find(step.identifier()),
                        ReplicationInstance::replicationInstanceArn);
            }
            case MODIFY -> modify(step, instances);
            case AWAIT ->
                course.is(
                        step.resource(),
                        step.identifier(),
                        instances.awaitAvailable(step.identifier(), course.deadline()));
            default -> throw new AssertionError(step);
        }
    }

    /** Storage that has grown stays. */
    private void modify(ApplyStep step, ReplicationInstances instances) {
        Capacity.Provisioned capacity = capacity();
        ReplicationInstance before = course.found().instance().orElseThrow();
        String arn = instances.awaitAvailable(step.identifier(), course.deadline());
        course.restorable(step, () -> {
            instances.awaitAvailable(step.identifier(), course.undoDeadline());
            instances.modify(arn, before.replicationInstanceClass(), capacity.storageGib(), before.multiAZ());
        });
        instances.modify(arn, capacity.instanceClass(), capacity.storageGib(), capacity.multiAz());
    }

    private Capacity.Provisioned capacity() {
        return (Capacity.Provisioned) course.migration().capacity();
    }
}
