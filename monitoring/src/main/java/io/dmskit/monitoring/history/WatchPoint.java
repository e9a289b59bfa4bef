package io.dmskit.monitoring.history;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import java.time.Instant;

/**
 * How far a replication was at one moment.
 *
 * @param at when
 * @param status its status, in DMS's word
 * @param phase what it was doing
 * @param loadedRows rows loaded by then
 * @param appliedChanges changes to rows applied by then
 */
public record WatchPoint(Instant at, String status, Phase phase, long loadedRows, long appliedChanges) {
    static WatchPoint of(Snapshot seen) {
        return new WatchPoint(seen.at(), seen.status().word(), seen.phase(), seen.loadedRows(), seen.appliedChanges());
    }

    boolean isLike(WatchPoint other) {
        return phase == other.phase && status.equals(other.status);
    }
}
