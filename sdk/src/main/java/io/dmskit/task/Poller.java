package io.dmskit.task;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks again and again until there is an answer: the only place that sleeps.
 *
 * <pre>{@code
 * Task ready = Poller.every(Duration.ofSeconds(5)).until("task bank-core to be ready", this::readyTask, Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>The goal ends the wait early by throwing: whatever it throws reaches the caller untouched. It is asked at once, and a last time
 * when the timeout is up. Immutable and thread-safe.
 */
public final class Poller {
    /** The clock and the sleep of this machine. */
    public static final Time REAL_TIME =
            new Time(InstantSource.system(), pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));

    private final Duration interval;
    private final Time time;

    private Poller(Duration interval, Time time) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "poll interval is " + interval + ": it must be longer than zero, such as PT1S");
        }
        this.interval = interval;
        this.time = time;
    }

    /** Returns a poller that rests this long between two questions, in {@link #REAL_TIME}. */
    public static Poller every(Duration interval) {
        return new Poller(interval, REAL_TIME);
    }

    /** Returns the same poller in another time, such as one that a test drives. */
    public Poller in(Time otherTime) {
        return new Poller(interval, otherTime);
    }

    /** Returns how long the poller rests between two questions. */
    public Duration interval() {
        return interval;
    }

    /** Returns the clock and the sleep of this poller. */
    public Time time() {
        return time;
    }

    /**
     * Waits until the goal gives an answer.
     *
     * @param what what is awaited, as in "timed out waiting for ..."
     * @param goal gives the answer, or nothing yet; throws when waiting on is pointless
     * @param timeout how long to go on asking
     * @return the answer
     * @throws WaitTimeoutException if there is no answer in time
     * @throws WaitInterruptedException if the thread is interrupted; its interrupt flag is set again
     */
    public <T> T until(String what, Supplier<Optional<T>> goal, Duration timeout) {
        return until(what, goal, Function.identity(), unanswered -> "", timeout);
    }

    /**
     * Looks until what is seen gives an answer, and says at a timeout what was seen last.
     *
     * @param what what is awaited, as in "timed out waiting for ..."
     * @param look gives what there is to see
     * @param answer gives the answer that a sight holds, or nothing yet; throws when waiting on is pointless
     * @param describe puts the last sight into words, asked only at the timeout
     * @param timeout how long to go on looking
     * @return the answer
     * @throws WaitTimeoutException if there is no answer in time
     * @throws WaitInterruptedException if the thread is interrupted; its interrupt flag is set again
     */
    public <S, T> T until(
            String what,
            Supplier<S> look,
            Function<S, Optional<T>> answer,
            Function<S, String> describe,
            Duration timeout) {
        Deadline deadline = Deadline.after(timeout, time);
        while (true) {
            S seen = look.get();
            Optional<T> found = answer.apply(seen);
            if (found.isPresent()) {
                return found.get();
            }
            Duration left = deadline.left();
            if (left.isZero()) {
                throw new WaitTimeoutException(what, timeout, describe.apply(seen));
            }
            rest(what, left.compareTo(interval) < 0 ? left : interval);
        }
    }

    private void rest(String what, Duration pause) {
        try {
            time.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException(what, e);
        }
    }

    /**
     * A clock with the sleep that makes it advance.
     *
     * @param clock tells the time
     * @param sleeper lets it pass
     */
    public record Time(InstantSource clock, Sleeper sleeper) {}

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleeper {
        /**
         * Returns after the pause.
         *
         * @throws InterruptedException if the thread is interrupted before or during the pause
         */
        void sleep(Duration pause) throws InterruptedException;
    }
}
