package io.dmskit.local.dms;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a replication task and the moves between them. Which operation may be asked for in which state says {@link
 * TaskOperation}.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTask.html">ReplicationTask</a>
 */
enum TaskStatus {
    CREATING,
    READY,
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED,
    MODIFYING,
    TESTING,
    MOVING,
    FAILED_MOVE,
    DELETING;

    /** The word of the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean canBecome(TaskStatus next) {
        return next().contains(next);
    }

    private Set<TaskStatus> next() {
        return switch (this) {
            case CREATING -> Set.of(READY);
            case READY, STOPPED, FAILED -> Set.of(STARTING, MODIFYING, TESTING, MOVING, DELETING);
            case FAILED_MOVE -> Set.of(STARTING, MODIFYING, MOVING, DELETING);
            case STARTING -> Set.of(RUNNING, STOPPED, FAILED);
            case RUNNING -> Set.of(STOPPING, STOPPED, FAILED);
            case STOPPING -> Set.of(STOPPED, FAILED);
            case MODIFYING -> Set.of(READY, STOPPED, FAILED, FAILED_MOVE);
            case TESTING -> Set.of(READY, STOPPED, FAILED);
            case MOVING -> Set.of(READY, STOPPED, FAILED, FAILED_MOVE, DELETING);
            case DELETING -> Set.of();
        };
    }
}
