package io.dmskit.task;

import java.util.List;

/**
 * A start that the service accepted.
 *
 * @param type how the task was started
 * @param before what the task was before
 * @param warnings what speaks against the start, without forbidding it
 */
public record Started(StartType type, TaskSnapshot before, List<Remark> warnings) {
    /** Copies the list. */
    public Started {
        warnings = List.copyOf(warnings);
    }
}
