package io.dmskit.monitoring;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The smoothed speed of a counter. Not thread-safe. */
public final class Speed {
    /** Weighs the newest interval against all before: smooth enough to read, quick enough to show a stall. */
    private static final double NEWEST = 0.4;

    private @Nullable Instant lastSeen;
    private long lastCount;
    private double perSecond;

    /** Returns the speed in counts per second. */
    public double perSecond() {
        return perSecond;
    }

    /** Takes the counter's value; one that falls begins anew. */
    public void see(long count, Instant now) {
        Instant before = lastSeen;
        double seconds = before == null ? 0 : Duration.between(before, now).toNanos() / 1e9;
        if (before != null && seconds <= 0) {
            return;
        }
        if (before == null || count < lastCount) {
            perSecond = 0;
        } else {
            double current = (count - lastCount) / seconds;
            perSecond = perSecond == 0 ? current : NEWEST * current + (1 - NEWEST) * perSecond;
        }
        lastSeen = now;
        lastCount = count;
    }
}
