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
    private TaskStatus beforeMove = TaskStatus.READY;
    private @Nullable String movingTo;

    /**
     * Its state, as it is kept.
     *
     * @param status what it is now
     * @param home the status that it goes back to from one that passes
     * @param beforeMove the status that it goes back to after a move
     * @param movingTo the instance it is on the way to, if it is
     */
    record Kept(
            TaskStatus status,
            TaskStatus home,
            TaskStatus beforeMove,
            @Nullable String movingTo) {}

    Task(String arn, TaskDefinition definition, Instant created) {
        super(arn, created);
        this.definition = definition;
    }

    @Override
    TaskDefinition definition() {
        return definition;
    }

    @Override
    String described() {
        return "replication task " + arn;
    }

    @Override
    String statusWord() {
        return status.word();
    }

    @Override
    boolean isRunning() {
        return status == TaskStatus.RUNNING;
    }

    void redefine(TaskDefinition changed) {
        definition = changed;
        changed();
    }

    Kept kept() {
        return new Kept(status, home, beforeMove, movingTo);
    }

    /** Takes over what an earlier process had kept. */
    void takeOver(Kept kept, History history) {
        status = kept.status();
        home = kept.home();
        beforeMove = kept.beforeMove();
        movingTo = kept.movingTo();
        takeOver(history);
    }

    TaskStatus status() {
        return status;
    }

    /** Returns whether a run moves rows at this moment. */
    boolean isReplicating() {
        return status == TaskStatus.RUNNING || status == TaskStatus.STOPPING;
    }

    /** Returns whether there is a run of it, or about to be. */
    boolean hasRun() {
        return status == TaskStatus.STARTING || isReplicating();
    }

    /** The only place where the status changes. */
    void become(TaskStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(
                    "replication task " + arn + " is " + status.word() + " and cannot become " + next.word());
        }
        status = next;
        changed();
    }

    /** Leaves its status for one that passes: modifying or testing. */
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
        beforeMove = status == TaskStatus.FAILED_MOVE ? beforeMove : status;
        become(TaskStatus.MOVING);
        movingTo = instanceArn;
    }

    /** It is on the instance it was moved to, in the status it had before, or before the move that failed. */
    void moved() {
        definition = definition.on(Objects.requireNonNull(movingTo));
        movingTo = null;
        become(beforeMove);
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
