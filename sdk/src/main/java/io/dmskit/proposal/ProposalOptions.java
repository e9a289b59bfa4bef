package io.dmskit.proposal;

import io.dmskit.endpoint.Engine;
import io.dmskit.settings.MigrationType;

/**
 * What the proposal is for.
 *
 * @param type the migration type
 * @param target the target's engine
 * @param taskBytes what one task takes; more is divided over several
 */
public record ProposalOptions(MigrationType type, Engine target, long taskBytes) {
    /** One task loads this much overnight; a failure repeats no more. */
    public static final long USUAL_TASK_BYTES = 500L * 1024 * 1024 * 1024;

    /** Checks the size. */
    public ProposalOptions {
        if (taskBytes < 1) {
            throw new IllegalArgumentException("tasks of " + taskBytes + " bytes: there must be at least one");
        }
    }
}
