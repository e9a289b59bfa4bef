package io.dmskit.cutover;

import java.time.Duration;
import java.util.Optional;

/** What a cutover needs of the replication task. */
public interface ReplicationControl {
    /** Returns the newest known target latency; nothing when it is not known, which never counts as low. */
    Optional<Duration> targetLatency();

    /**
     * Stops the task and returns when it has stopped.
     *
     * @param limit how long that may take; throws when it takes longer
     */
    void stop(Duration limit);

    /**
     * Lets the stopped task go on from where it stopped: part of the way back.
     *
     * @param limit how long that may take; throws when it takes longer
     */
    void resume(Duration limit);
}
