package io.dmskit.task;

import java.util.Set;

/**
 * Status of a replication task. The service sends free text, so the set is open: an unknown status stays itself.
 *
 * @param word as the DMS API writes it, lower case
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTask.html">ReplicationTask</a>
 */
public record TaskStatus(String word) {
    public static final TaskStatus CREATING = new TaskStatus("creating");
    public static final TaskStatus READY = new TaskStatus("ready");
    public static final TaskStatus STARTING = new TaskStatus("starting");
    public static final TaskStatus RUNNING = new TaskStatus("running");
    public static final TaskStatus STOPPING = new TaskStatus("stopping");
    public static final TaskStatus STOPPED = new TaskStatus("stopped");
    public static final TaskStatus FAILED = new TaskStatus("failed");
    public static final TaskStatus DELETING = new TaskStatus("deleting");
    public static final TaskStatus MODIFYING = new TaskStatus("modifying");
    public static final TaskStatus TESTING = new TaskStatus("testing");
    public static final TaskStatus MOVING = new TaskStatus("moving");
    public static final TaskStatus FAILED_MOVE = new TaskStatus("failed-move");

    private static final Set<TaskStatus> CHANGING =
            Set.of(CREATING, STARTING, STOPPING, DELETING, MODIFYING, TESTING, MOVING);

    /** Returns whether a run has ended, well or badly. */
    public boolean ended() {
        return equals(STOPPED) || equals(FAILED);
    }

    /** Returns whether the service is on its way from one status to another. */
    public boolean changing() {
        return CHANGING.contains(this);
    }

    @Override
    public String toString() {
        return word;
    }
}
