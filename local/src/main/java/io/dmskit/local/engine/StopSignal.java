package io.dmskit.local.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Carries one wish, to stop, from whoever asks to all threads of a run. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);

    /** Asks to stop. */
    public void raise() {
        raised.countDown();
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
