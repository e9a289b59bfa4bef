package io.dmskit.monitoring.poll;

import io.dmskit.task.Poller;
import io.dmskit.task.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often AWS may be called: a bucket that holds the tokens of one second and fills at a rate. Throttling halves the rate, which
 * recovers within two minutes; until then the least important calls are left out first. DMS throttles per account and region, console
 * included, so that all pollers of an account share one budget. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html">Quotas and throttling</a>
 */
public final class CallBudget {
    /** Half of what DMS lets through at least: others want to call it too. */
    public static final double DEFAULT_PER_SECOND = 2;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final double RECOVERY_SECONDS = 120;
    private static final double SLOWEST = 1.0 / 16;

    private final double perSecond;
    private final Poller poller;
    private double rate;
    private double tokens;
    private Instant filled;

    /** What a call is for, the most important first. */
    enum Work {
        STATE(0),
        METRICS(0.4),
        TABLES(0.75);

        private final double shareOfRate;

        Work(double shareOfRate) {
            this.shareOfRate = shareOfRate;
        }
    }

    /**
     * Creates a full budget.
     *
     * @param perSecond calls a second
     * @param time the clock it fills by, and the sleep of whoever waits for it
     * @throws IllegalArgumentException if nothing could ever be called
     */
    public CallBudget(double perSecond, Poller.Time time) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "the budget is " + perSecond + " calls a second: it must be more than none");
        }
        this.perSecond = perSecond;
        this.poller = Poller.every(LOOK).in(time);
        this.rate = perSecond;
        this.tokens = capacity();
        this.filled = time.clock().instant();
    }

    /** Returns a budget of 2 calls a second in this machine's time. */
    public static CallBudget standard() {
        return new CallBudget(DEFAULT_PER_SECOND, Poller.REAL_TIME);
    }

    /** Returns the calls a second that it lets through at most. */
    public double perSecond() {
        return perSecond;
    }

    /** Returns the calls a second that it lets through now; fewer than at most after a throttling. */
    public synchronized double rate() {
        fill();
        return rate;
    }

    /** Returns whether work of this kind is not left out at present. */
    synchronized boolean allows(Work work) {
        fill();
        return rate >= work.shareOfRate * perSecond;
    }

    /**
     * Waits for room for one call of somebody else to the same service, the least important of all, and takes it.
     *
     * @param limit how long to wait
     * @return false if there is no room in time, or none is to be had after a throttling
     */
    public boolean spend(Duration limit) {
        return spend(Work.TABLES, limit);
    }

    /** Waits for a token and takes it; returns false if there is none in time, or the work is left out at present. */
    boolean spend(Work work, Duration limit) {
        try {
            return poller.until(
                    "a call within the budget",
                    () -> allows(work) ? Optional.of(true).filter(any -> take()) : Optional.of(false),
                    limit);
        } catch (WaitTimeoutException e) {
            return false;
        }
    }

    private synchronized boolean take() {
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** The service has refused a call because there were too many. */
    synchronized void throttled() {
        fill();
        rate = Math.max(perSecond * SLOWEST, rate / 2);
        tokens = 0;
    }

    /** A clock that was set back fills nothing, and takes nothing. */
    private void fill() {
        Instant now = poller.time().clock().instant();
        double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        tokens = Math.min(capacity(), tokens + seconds * rate);
        rate = Math.min(perSecond, rate + seconds * perSecond / RECOVERY_SECONDS);
        filled = now;
    }

    private double capacity() {
        return Math.max(1, perSecond);
    }
}
