package io.dmskit.local.engine.load;

import io.dmskit.local.engine.TableProgress;
import io.dmskit.mapping.plan.TablePlan;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The load of one table, shared by the readers of its segments. Thread-safe. */
final class TableLoad {
    private final TargetTable target;
    private final TableProgress progress;
    private final AtomicInteger open;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final LongAdder committed = new LongAdder();
    private volatile boolean complete;

    TableLoad(TargetTable target, TableProgress progress) {
        this.target = target;
        this.progress = progress;
        this.open = new AtomicInteger(segments());
    }

    TablePlan plan() {
        return target.plan();
    }

    TableProgress progress() {
        return progress;
    }

    TargetTable target() {
        return target;
    }

    int segments() {
        return plan().ranges().map(ranges -> ranges.boundaries().size() + 1).orElse(1);
    }

    /** Returns true to the first who asks. */
    boolean start() {
        return started.compareAndSet(false, true);
    }

    /** Notes that the rows of a segment are committed; returns true to the one who ends the last segment. */
    boolean segmentEnded(long rows) {
        committed.add(rows);
        return open.decrementAndGet() == 0;
    }

    /** Returns how many rows are committed. */
    long committed() {
        return committed.sum();
    }

    /** Notes that everything is done. */
    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete && !hasFailed();
    }

    /** Notes that a segment failed; returns true to the first. */
    boolean fail() {
        return failed.compareAndSet(false, true);
    }

    boolean hasFailed() {
        return failed.get();
    }
}
