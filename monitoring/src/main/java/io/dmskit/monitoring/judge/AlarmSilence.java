package io.dmskit.monitoring.judge;

import java.time.Instant;

/**
 * An alarm tells nobody for a while; it is evaluated all the same.
 *
 * @param since its beginning
 * @param until its end
 */
public record AlarmSilence(Instant since, Instant until) {
    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public AlarmSilence {
        if (!since.isBefore(until)) {
            throw new IllegalArgumentException("silence from " + since + " until " + until + ": it never is");
        }
    }

    /** Returns whether its end has not come yet. */
    public boolean lasts(Instant now) {
        return now.isBefore(until);
    }
}
