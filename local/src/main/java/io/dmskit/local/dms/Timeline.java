package io.dmskit.local.dms;

import java.time.Duration;

/** Lets things happen later. Tests put their own in its place and drive it by hand. */
public interface Timeline extends AutoCloseable {
    /** Runs the step once, after the delay; not at all if the timeline was closed before. */
    void after(Duration delay, Runnable step);

    /** Forgets what has not happened yet. */
    @Override
    void close();

    /** Returns a timeline that follows the machine's clock. */
    static Timeline real() {
        return new RealTimeline();
    }
}
