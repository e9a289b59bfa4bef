package io.dmskit.monitoring.watch;

import io.dmskit.monitoring.OwnThread;
import io.dmskit.monitoring.alert.Alerting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Delivers between the rounds what a sink did not take at once. Begun and closed by whoever has the watch. */
final class Delivering implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(200);

    private final Alerting alerting;
    private final InstantSource clock;
    private volatile @Nullable OwnThread thread;

    Delivering(Alerting alerting, InstantSource clock) {
        this.alerting = alerting;
        this.clock = clock;
    }

    void begin() {
        thread = OwnThread.repeating("dmskit-alert-delivery", PACE, this::deliver);
    }

    private void deliver() {
        Instant now = clock.instant();
        if (alerting.nextAttempt().filter(due -> !due.isAfter(now)).isPresent()) {
            alerting.deliver();
        }
    }

    @Override
    public void close() {
        OwnThread begun = thread;
        if (begun != null) {
            begun.close();
        }
    }
}
