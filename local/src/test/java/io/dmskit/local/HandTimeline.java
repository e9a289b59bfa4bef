package io.dmskit.local;

import io.dmskit.local.dms.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timeline on which nothing happens until the test says so. */
public final class HandTimeline implements Timeline {
    /** Longer than any transition is the metrics' period, which is none of a test's business here. */
    private static final Duration TRANSITIONS = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Deque<Runnable> steps = new ArrayDeque<>();

    @Override
    public synchronized void after(Duration delay, Runnable step) {
        if (delay.compareTo(TRANSITIONS) < 0) {
            steps.add(step);
            notifyAll();
        }
    }

    /** Lets everything happen that is due. */
    public void pass() {
        for (Runnable step = next(); step != null; step = next()) {
            step.run();
        }
    }

    /** Waits until something is due that is being prepared on another thread, then lets it happen. */
    public void awaitAndPass() throws InterruptedException {
        awaitStep();
        pass();
    }

    /** Steps run outside this lock: they take the control plane's, whose holder may be adding one here. */
    private synchronized void awaitStep() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (steps.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("nothing became due within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized @Nullable Runnable next() {
        return steps.poll();
    }

    @Override
    public synchronized void close() {
        steps.clear();
    }
}
