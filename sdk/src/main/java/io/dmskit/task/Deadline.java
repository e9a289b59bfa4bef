package io.dmskit.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A moment until which several waits, one after the other, must be done. Immutable and thread-safe. */
public final class Deadline {
    private final InstantSource clock;
    private final Instant moment;

    private Deadline(InstantSource clock, Instant moment) {
        this.clock = clock;
        this.moment = moment;
    }

    /** Returns the deadline that is this long from now. */
    public static Deadline after(Duration timeout, Poller.Time time) {
        return new Deadline(time.clock(), time.clock().instant().plus(timeout));
    }

    /** Returns the time left; zero when the deadline has passed. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), moment);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
