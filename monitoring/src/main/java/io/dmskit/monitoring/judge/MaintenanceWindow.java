package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.Set;

/**
 * A time in which nobody is to be woken. Everything is judged all the same, and what is still so at its end is then as urgent as it is.
 *
 * @param from its beginning
 * @param until its end, which is not part of it
 * @param subjectArns what it is for; empty: for everything
 */
public record MaintenanceWindow(Instant from, Instant until, Set<String> subjectArns) {
    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public MaintenanceWindow {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("maintenance window from " + from + " until " + until + ": it never is");
        }
        subjectArns = Set.copyOf(subjectArns);
    }

    boolean covers(String subjectArn, Instant now) {
        return !now.isBefore(from)
                && now.isBefore(until)
                && (subjectArns.isEmpty() || subjectArns.contains(subjectArn));
    }
}
