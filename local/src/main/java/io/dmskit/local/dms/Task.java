package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import java.time.Instant;
import java.util.Optional;

/** One replication task: what it is to do, and its state. Used under the {@link Conductor} only. */
final class Task extends Job {
    private TaskDefinition definition;
    private TaskStatus status = TaskStatus.CREATING;

    Task(String arn, TaskDefinition definition, Instant created) {
        super(arn, created);
        this.definition = definition;
    }

    @Override
    TaskDefinition definition() {
        return definition;
    }

    void redefine(TaskDefinition changed) {
        definition = changed;
    }

    TaskStatus status() {
        return status;
    }

    /** Returns whether a run moves rows at this moment. */
    boolean isMoving() {
        return status == TaskStatus.RUNNING || status == TaskStatus.STOPPING;
    }

    /** The only place where the status changes. */
    void become(TaskStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(
                    "replication task " + arn + " is " + status.word() + " and cannot become " + next.word());
        }
        status = next;
    }

    /** A run begins; a fresh one when it does not go on from an earlier one. */
    void starting(boolean fresh, Instant now) {
        become(TaskStatus.STARTING);
        runBegins(fresh, now);
    }

    void running() {
        become(TaskStatus.RUNNING);
        runMoves();
    }

    void stopped(StopReason reason, Instant now) {
        become(TaskStatus.STOPPED);
        runEnds(reason, Optional.empty(), now);
    }

    void failed(StopReason reason, String message, Instant now) {
        become(TaskStatus.FAILED);
        runEnds(reason, Optional.of(message), now);
    }

    @Override
    public String toString() {
        return arn + " (" + status.word() + ")";
    }
}
