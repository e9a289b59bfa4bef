package io.dmskit.migration;

import java.time.Duration;
import java.util.Set;

/**
 * When a migration may be cut over, and what must hold afterwards.
 *
 * @param maxLag target latency must be under this before the writers are stopped
 * @param deadline the whole cutover must be done in this time, or it is rolled back
 * @param verify what is compared
 */
public record CutoverPolicy(Duration maxLag, Duration deadline, Set<Check> verify) {
    /** What a file gets that says nothing: 5 seconds, 10 minutes, everything compared. */
    public static final CutoverPolicy DEFAULT =
            new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of(Check.values()));

    /** What is compared at cutover. */
    public enum Check {
        ROW_COUNTS,
        CHECKSUMS
    }

    /** Copies the set. */
    public CutoverPolicy {
        verify = Set.copyOf(verify);
    }
}
