package io.dmskit.monitoring.evidence;

import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.task.TaskSnapshot;

/**
 * Tells what is known of a task beside the API. Answers at once and never throws: what cannot be looked at is in the answer. A watch
 * asks for each task in each round.
 */
@FunctionalInterface
public interface EvidenceSource {
    /** Returns what is known now; new lines of a log are in one answer only. */
    Evidence find(TaskSnapshot task);
}
