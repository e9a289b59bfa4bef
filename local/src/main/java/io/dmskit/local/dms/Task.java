package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One replication task: what it is to do, and its state. Used under the {@link Conductor} only. */
final class Task extends Job {
    private TaskDefinition definition;
    private TaskStatus status = TaskStatus.CREATING;
    private TaskStatus home = TaskStatus.READY;
    private @Nullable String movingTo;

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
    boolean isReplicating() {
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

    /** Leaves its status for one that passes: modifying, testing or moving. */
    void leaveFor(TaskStatus passing) {
        TaskStatus left = status;
        become(passing);
        home = left;
    }

    /** Goes back to the status that it left. */
    void comeBack() {
        become(home);
    }

    /** It is to be moved to this instance. */
    void moving(String instanceArn) {
        leaveFor(TaskStatus.MOVING);
        movingTo = instanceArn;
    }

    /** It is on the instance it was moved to, in the status it had before. */
    void moved() {
        definition = definition.on(Objects.requireNonNull(movingTo));
        movingTo = null;
        comeBack();
    }

    /** It stays on the instance it was on. */
    void moveFailed(String message) {
        movingTo = null;
        become(TaskStatus.FAILED_MOVE);
        wentWrong(message);
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

    /** Returns the instance it is on the way to, during a move only. */
    Optional<String> movingTo() {
        return status == TaskStatus.MOVING ? Optional.ofNullable(movingTo) : Optional.empty();
    }

    @Override
    public String toString() {
        return arn + " (" + status.word() + ")";
    }
}
