package io.dmskit.task;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Status of a replication task or a serverless replication. The service sends free text, so the set is open: an unknown status
 * stays itself.
 *
 * @param word as the DMS API writes it, lower case
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTask.html">ReplicationTask</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Components.html">Serverless replications</a>
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

    /** A serverless replication that has never run. */
    public static final TaskStatus CREATED = new TaskStatus("created");
    /** A serverless replication got no capacity. */
    public static final TaskStatus FAILED_PROVISION = new TaskStatus("failed_provision");
    /** A serverless replication was stopped for so long that its capacity is gone. */
    public static final TaskStatus DEPROVISIONED = new TaskStatus("deprovisioned");

    /** What a serverless replication goes through before it runs. */
    private static final Set<String> PROVISIONING = Set.of(
            "initializing",
            "preparing_metadata_resources",
            "testing_connection",
            "fetching_metadata",
            "calculating_capacity",
            "provisioning_capacity",
            "replication_starting",
            "deprovisioning");

    private static final Set<TaskStatus> CHANGING =
            Set.of(CREATING, STARTING, STOPPING, DELETING, MODIFYING, TESTING, MOVING);
    private static final Set<TaskStatus> ENDED = Set.of(STOPPED, FAILED, FAILED_PROVISION, DEPROVISIONED);

    /** Reads a status in any case, with blanks or underscores; a missing one is empty, which nothing is known about. */
    public static TaskStatus of(@Nullable String text) {
        return new TaskStatus(
                text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replace(' ', '_'));
    }

    /** Returns whether a run has ended, well or badly. */
    public boolean ended() {
        return ENDED.contains(this);
    }

    /** Returns whether an error ended the run. */
    public boolean failed() {
        return equals(FAILED) || equals(FAILED_PROVISION);
    }

    /** Returns whether the service is on its way from one status to another. */
    public boolean changing() {
        return CHANGING.contains(this) || PROVISIONING.contains(word);
    }

    /** Returns whether a start was accepted and rows do not move yet. */
    public boolean starting() {
        return equals(STARTING) || PROVISIONING.contains(word);
    }

    @Override
    public String toString() {
        return word;
    }
}
