package io.dmskit.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only while somebody sleeps, and so at once. */
final class FakeTime {
    private Instant now = Instant.parse("2026-01-31T23:59:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    Poller.Time time() {
        return new Poller.Time(() -> now, this::sleep);
    }

    List<Duration> pauses() {
        return pauses;
    }

    private void sleep(Duration pause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the pause");
        }
        pauses.add(pause);
        now = now.plus(pause);
    }
}
