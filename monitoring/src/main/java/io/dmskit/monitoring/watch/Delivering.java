package io.dmskit.monitoring.watch;

import io.dmskit.monitoring.alert.Alerting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Delivers between the rounds what a sink did not take at once. */
final class Delivering implements AutoCloseable {
    private static final long PACE_MILLIS = 200;

    private final Alerting alerting;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "dmskit-alert-delivery");
        created.setDaemon(true);
        return created;
    });

    Delivering(Alerting alerting, InstantSource clock) {
        this.alerting = alerting;
        this.clock = clock;
        var unused = thread.scheduleWithFixedDelay(this::deliver, PACE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void deliver() {
        Instant now = clock.instant();
        try {
            if (alerting.nextAttempt().filter(due -> !due.isAfter(now)).isPresent()) {
                alerting.deliver();
            }
        } catch (RuntimeException e) {
            // The schedule would end with it, and nothing would be told any more.
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
