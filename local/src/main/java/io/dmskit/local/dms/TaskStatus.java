package io.dmskit.local.dms;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a replication task and the moves between them.
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
    DELETING;

    /** The word of the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether nothing is going on, so that the task may be modified or deleted. */
    boolean isAtRest() {
        return this == READY || this == STOPPED || this == FAILED;
    }

    boolean canBecome(TaskStatus next) {
        return next().contains(next);
    }

    private Set<TaskStatus> next() {
        return switch (this) {
            case CREATING -> Set.of(READY);
            case READY -> Set.of(STARTING, MODIFYING, DELETING);
            case STARTING -> Set.of(RUNNING, STOPPED, FAILED);
            case RUNNING -> Set.of(STOPPING, STOPPED, FAILED);
            case STOPPING -> Set.of(STOPPED, FAILED);
            case STOPPED, FAILED -> Set.of(STARTING, MODIFYING, DELETING);
            case MODIFYING -> Set.of(READY, STOPPED, FAILED);
            case DELETING -> Set.of();
        };
    }
}
