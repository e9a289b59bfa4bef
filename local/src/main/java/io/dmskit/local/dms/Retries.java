package io.dmskit.local.dms;

import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How often and after which pause a run is tried again, as {@code ErrorBehavior.RecoverableError*} says. Used by one thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ErrorHandling.html">Error
 *     handling</a>
 */
final class Retries {
    private final Rule rule;
    private final int speedUp;
    private int tried;
    private Duration pause;

    /**
     * The settings.
     *
     * @param count how many tries, -1 for no limit but that of {@code stopAfterLongest}
     * @param interval pause before the first one
     * @param throttling whether each pause is twice the one before
     * @param longest the longest pause
     * @param stopAfterLongest whether there is no further try once pauses are that long
     */
    record Rule(int count, Duration interval, boolean throttling, Duration longest, boolean stopAfterLongest) {
        /** What DMS fills in. */
        static final Rule DEFAULT = new Rule(-1, Duration.ofSeconds(5), true, Duration.ofSeconds(1800), true);

        static Rule of(TaskSettings settings) {
            return DEFAULT;
        }
    }

    /** Creates them; pauses are cut to one part in {@code speedUp}. */
    Retries(Rule rule, int speedUp) {
        this.rule = rule;
        this.speedUp = speedUp;
        this.pause = rule.interval();
    }

    /** Returns whether there may be another try. */
    boolean another() {
        boolean tooLong = rule.throttling() && rule.stopAfterLongest() && pause.compareTo(rule.longest()) > 0;
        return !tooLong && (rule.count() < 0 || tried < rule.count());
    }

    /** Waits before the next try; returns early, with true, when the latch falls. */
    boolean pause(CountDownLatch stopAsked) throws InterruptedException {
        Duration now = pause.compareTo(rule.longest()) > 0 ? rule.longest() : pause;
        tried++;
        pause = rule.throttling() ? pause.multipliedBy(2) : pause;
        return stopAsked.await(now.dividedBy(speedUp).toNanos(), TimeUnit.NANOSECONDS);
    }
}
