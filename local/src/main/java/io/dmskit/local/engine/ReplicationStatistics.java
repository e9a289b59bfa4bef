package io.dmskit.local.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a replication has done so far, over all its runs. The engine writes, the control plane reads. Thread-safe. */
public final class ReplicationStatistics {
    /** Returns the statistics of every selected table, in load order. */
    public List<TableStatistics> tables() {
        throw new AssertionError("to be written");
    }

    /** Returns when the full load began and ended, as far as it has. */
    public Optional<Instant> fullLoadStart() {
        throw new AssertionError("to be written");
    }

    /** Returns when the full load ended, if it has. */
    public Optional<Instant> fullLoadEnd() {
        throw new AssertionError("to be written");
    }

    /** Returns CDCLatencySource: now minus the commit time of the last change captured; zero when there is nothing to read. */
    public Duration sourceLatency() {
        throw new AssertionError("to be written");
    }

    /** Returns CDCLatencyTarget: now minus the commit time of the oldest change not yet committed on the target; zero if none. */
    public Duration targetLatency() {
        throw new AssertionError("to be written");
    }

    /** Returns CDCIncomingChanges: changes captured and not yet applied. */
    public long incomingChanges() {
        throw new AssertionError("to be written");
    }

    /** Returns the checkpoint of the last transaction committed on the target, in DMS's form {@code checkpoint:V1#...}. */
    public Optional<String> recoveryCheckpoint() {
        throw new AssertionError("to be written");
    }
}
