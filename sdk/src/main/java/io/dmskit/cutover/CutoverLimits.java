package io.dmskit.cutover;

import java.time.Duration;

/**
 * How long each state may take; the deadline of the migration's policy holds beside them.
 *
 * @param settled how long the latency must have been under the policy's limit without a break
 * @param preflight how long to wait for that
 * @param quiesce how long the writers may take to stop
 * @param drain how long the marker may take to reach the target
 * @param stop how long the task may take to stop
 */
public record CutoverLimits(Duration settled, Duration preflight, Duration quiesce, Duration drain, Duration stop) {
    /** For a production system: 10 minutes settled, waiting 30; 3 minutes to quiesce, 3 to drain, 2 to stop. */
    public static final CutoverLimits PRODUCTION = new CutoverLimits(
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(3),
            Duration.ofMinutes(3),
            Duration.ofMinutes(2));

    /** The same, but settled after 2 seconds, as a rehearsal's metrics come every second. */
    public static final CutoverLimits REHEARSAL = new CutoverLimits(
            Duration.ofSeconds(2), PRODUCTION.preflight, PRODUCTION.quiesce, PRODUCTION.drain, PRODUCTION.stop);

    /** Checks that every limit leaves time. */
    public CutoverLimits {
        if (settled.isNegative()
                || !isPositive(preflight)
                || !isPositive(quiesce)
                || !isPositive(drain)
                || !isPositive(stop)) {
            throw new IllegalArgumentException("cutover limits must be longer than zero: preflight " + preflight
                    + ", quiesce " + quiesce + ", drain " + drain + ", stop " + stop + ", settled " + settled);
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
