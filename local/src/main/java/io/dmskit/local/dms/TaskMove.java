package io.dmskit.local.dms;

import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.MoveReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.MoveReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * Moves tasks to other replication instances: what they publish afterwards is in the other's name. A move fails when the other
 * instance is not available at its end. Used under the {@link Conductor} only.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.Moving.html">Moving a task</a>
 */
final class TaskMove {
    private final Conductor conductor;
    private final Tasks tasks;
    private final Instances instances;
    private final Events events;

    TaskMove(Conductor conductor, Tasks tasks, Instances instances, Events events) {
        this.conductor = conductor;
        this.tasks = tasks;
        this.instances = instances;
        this.events = events;
    }

    MoveReplicationTaskResponse move(MoveReplicationTaskRequest request) {
        Task task = TaskOperation.MOVE.checked(tasks.get(request.replicationTaskArn()));
        ReplicationInstance to = instances.available(
                Faults.required("TargetReplicationInstanceArn", request.targetReplicationInstanceArn()));
        ReplicationInstance from = instances.get(task.definition().instanceArn());
        requireOther(task, from, to);
        task.moving(to.replicationInstanceArn());
        events.ofTask(
                task,
                "configuration change",
                "Replication task is being moved to replication instance " + to.replicationInstanceIdentifier() + ".");
        endLater(task);
        return MoveReplicationTaskResponse.builder()
                .replicationTask(tasks.described(task))
                .build();
    }

    private void endLater(Task task) {
        conductor.later(Transition.TASK_MOVING, () -> end(task));
    }

    /** Lets moves that began in an earlier process go on to their end. */
    void goOn() {
        tasks.all().stream().filter(task -> task.status() == TaskStatus.MOVING).forEach(this::endLater);
    }

    private static void requireOther(Task task, ReplicationInstance from, ReplicationInstance to) {
        if (from.equals(to)) {
            throw Faults.invalidState("replication task " + task.arn + " is on replication instance "
                    + to.replicationInstanceArn() + " already; it can only move to another one");
        }
        if (Offerings.isOlder(to.engineVersion(), from.engineVersion())) {
            throw Faults.invalidState("replication task " + task.arn + " cannot move from engine version "
                    + from.engineVersion() + " to " + to.engineVersion() + " of replication instance "
                    + to.replicationInstanceArn() + "; it must be the same or a newer one");
        }
    }

    private void end(Task task) {
        if (task.status() != TaskStatus.MOVING) {
            return; // it was deleted on the way
        }
        Optional<String> obstacle = task.movingTo().flatMap(instances::whyNotAvailable);
        if (obstacle.isPresent()) {
            String message = "The move failed: " + obstacle.get();
            task.moveFailed(message);
            events.ofTask(task, "failure", "Replication task could not be moved. " + message);
        } else {
            task.moved();
            events.ofTask(task, "configuration change", "Replication task has been moved.");
        }
    }
}
