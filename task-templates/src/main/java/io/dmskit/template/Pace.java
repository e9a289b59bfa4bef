package io.dmskit.template;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps one thread to a rate. Time lost in a slow transaction is made up for, but not more than a second of it. */
final class Pace {
    private static final long MOST_BEHIND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private long next = System.nanoTime();

    Pace(double perSecond) {
        this.interval = (long) (Duration.ofSeconds(1).toNanos() / perSecond);
    }

    /** Waits for the next turn, or until this is no longer wanted and somebody unparks the thread. */
    void awaitTurn(BooleanSupplier wanted) {
        next = Math.max(next + interval, System.nanoTime() - MOST_BEHIND);
        for (long left = next - System.nanoTime(); left > 0 && wanted.getAsBoolean(); left = next - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
