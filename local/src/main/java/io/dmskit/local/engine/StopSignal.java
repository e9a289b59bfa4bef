package io.dmskit.local.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries one wish, to stop, from whoever asks to all threads of a run. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);
    private final AtomicReference<@Nullable Runnable> interruption = new AtomicReference<>();

    /** Asks to stop. */
    public void raise() {
        raised.countDown();
        interrupt();
    }

    /** Lets a stop interrupt the one call that may block for long; the thread of the run says when it begins and ends. */
    public void interruptWith(Runnable action) {
        interruption.set(action);
        if (isRaised()) {
            interrupt();
        }
    }

    /** Notes that the call is over. */
    public void uninterruptible() {
        interruption.set(null);
    }

    private void interrupt() {
        Runnable action = interruption.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /** Returns whether a stop was asked for. */
    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** Waits for the signal, at most this long; returns whether it was given. */
    public boolean await(Duration atMost) throws InterruptedException {
        return raised.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
