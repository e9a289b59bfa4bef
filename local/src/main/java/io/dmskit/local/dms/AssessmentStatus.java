package io.dmskit.local.dms;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a premigration assessment run and the moves between them. DMS has no word for a run that was cancelled: here it
 * ends as failed, and its message says so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTaskAssessmentRun.html">ReplicationTaskAssessmentRun</a>
 */
enum AssessmentStatus {
    STARTING,
    RUNNING,
    CANCELLING,
    PASSED,
    WARNING,
    FAILED,
    ERROR_EXECUTING,
    DELETING;

    /** Returns the status of this word. */
    static AssessmentStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The word of the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether its checks are still to be done. */
    boolean isUnderWay() {
        return this == STARTING || this == RUNNING;
    }

    boolean canBecome(AssessmentStatus next) {
        return next().contains(next);
    }

    private Set<AssessmentStatus> next() {
        return switch (this) {
            case STARTING -> Set.of(RUNNING, ERROR_EXECUTING, CANCELLING);
            case RUNNING -> Set.of(PASSED, WARNING, FAILED, ERROR_EXECUTING, CANCELLING);
            case CANCELLING -> Set.of(FAILED);
            case PASSED, WARNING, FAILED, ERROR_EXECUTING -> Set.of(DELETING);
            case DELETING -> Set.of();
        };
    }
}
