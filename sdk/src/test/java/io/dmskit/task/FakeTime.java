package io.dmskit.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only while somebody sleeps, and so at once. */
public final class FakeTime {
    private Instant now = Instant.parse("2026-01-31T23:59:00Z");
    private final List<Duration> pauses = new ArrayList<>();
    private boolean interruptNext;

    public Poller.Time time() {
        return new Poller.Time(() -> now, this::sleep);
    }

    public List<Duration> pauses() {
        return pauses;
    }

    /** Lets the next pause be interrupted, as by a signal that comes while somebody waits. */
    public void interruptNextPause() {
        interruptNext = true;
    }

    private void sleep(Duration pause) throws InterruptedException {
        if (interruptNext || Thread.interrupted()) {
            interruptNext = false;
            throw new InterruptedException("interrupted before the pause");
        }
        pauses.add(pause);
        now = now.plus(pause);
    }
}
