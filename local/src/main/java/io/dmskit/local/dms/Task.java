package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.StopReason;
import io.dmskit.local.engine.TableRequests;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One replication task: what it is to do, its state, and what became of its runs. Used under the {@link Conductor} only. */
final class Task {
    final String arn;
    final Instant created;
    final ReplicationStatistics statistics = new ReplicationStatistics();
    final TableRequests requests = new TableRequests();

    private TaskDefinition definition;
    private TaskStatus status = TaskStatus.CREATING;
    private Optional<StopReason> stopReason = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();
    private @Nullable Instant freshStart;
    private @Nullable Instant started;
    private @Nullable Instant stopped;
    private boolean everRunning;

    Task(String arn, TaskDefinition definition, Instant created) {
        this.arn = arn;
        this.definition = definition;
        this.created = created;
    }

    TaskDefinition definition() {
        return definition;
    }

    void redefine(TaskDefinition changed) {
        definition = changed;
    }

    String identifier() {
        return definition.identifier();
    }

    /** Returns the last part of the ARN, by which slots, control tables and metrics know the task. */
    String resourceId() {
        return arn.substring(arn.lastIndexOf(':') + 1);
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
        started = now;
        freshStart = fresh || freshStart == null ? now : freshStart;
        stopped = null;
        stopReason = Optional.empty();
        lastFailure = Optional.empty();
    }

    void running() {
        become(TaskStatus.RUNNING);
        everRunning = true;
    }

    void stopped(StopReason reason, Instant now) {
        become(TaskStatus.STOPPED);
        stopped = now;
        stopReason = Optional.of(reason);
    }

    void failed(StopReason reason, String message, Instant now) {
        become(TaskStatus.FAILED);
        stopped = now;
        stopReason = Optional.of(reason);
        lastFailure = Optional.of(message);
    }

    Optional<StopReason> stopReason() {
        return stopReason;
    }

    Optional<String> lastFailure() {
        return lastFailure;
    }

    /** Returns when it was last started from the beginning. */
    Optional<Instant> freshStart() {
        return Optional.ofNullable(freshStart);
    }

    /** Returns when its last run began. */
    Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    /** Returns when its last run ended. */
    Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stopped);
    }

    /** Returns whether any run came as far as moving rows, so that there is something to go on from. */
    boolean everRunning() {
        return everRunning;
    }

    @Override
    public String toString() {
        return arn + " (" + status.word() + ")";
    }
}
