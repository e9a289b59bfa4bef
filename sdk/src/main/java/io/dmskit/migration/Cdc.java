package io.dmskit.migration;

import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStopPosition;
import java.util.Optional;

/**
 * Where a migration's changes start and stop, when not with the task and at somebody's request.
 *
 * @param start position, checkpoint or time from which changes are read; absent: from the moment the task starts
 * @param stop time at which the task stops by itself; absent: never
 */
public record Cdc(Optional<CdcStart> start, Optional<CdcStopPosition> stop) {
    /** From the start of the task until somebody stops it. */
    public static final Cdc NONE = new Cdc(Optional.empty(), Optional.empty());
}
