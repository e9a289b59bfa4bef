package io.dmskit.checkpoint;

import io.dmskit.position.CdcStartPosition;
import java.time.Instant;

/**
 * A position that a later replay may start from.
 *
 * @param task name of the task
 * @param at when the source stood there, by the source's clock where it is known
 * @param kind how it became known
 * @param position where
 * @param note for people; may be empty
 */
public record CheckpointEntry(String task, Instant at, Kind kind, CdcStartPosition position, String note) {
    /** How a position became known. */
    public enum Kind {
        /** Captured from the source before a start. */
        BEFORE_START,
        /** The task's own recovery checkpoint after a run. */
        RECOVERY_CHECKPOINT,
        /** Captured from the source when nobody wrote any more. */
        STOP
    }
}
