package io.dmskit.monitoring.watch;

import io.dmskit.local.dms.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The time of a world that a test drives: what is due happens when it is let pass, in the thread that lets it. */
final class DrivenTime implements InstantSource, Timeline {
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::due).thenComparing(Step::number));
    private volatile Instant now;
    private long added;

    private record Step(Instant due, long number, Runnable work) {}

    DrivenTime(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public synchronized void after(Duration delay, Runnable step) {
        steps.add(new Step(now.plus(delay), added++, step));
    }

    void pass(Duration time) {
        passTo(now.plus(time));
    }

    /** Steps run outside the lock: they take the control plane's, whose holder may be adding one here. */
    void passTo(Instant moment) {
        for (Step step = next(moment); step != null; step = next(moment)) {
            now = later(step.due());
            step.work().run();
        }
        now = later(moment);
    }

    private Instant later(Instant moment) {
        return moment.isAfter(now) ? moment : now;
    }

    private synchronized @Nullable Step next(Instant until) {
        return steps.isEmpty() || steps.peek().due().isAfter(until) ? null : steps.poll();
    }

    @Override
    public synchronized void close() {
        steps.clear();
    }
}
