package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tables for which something was asked while a task runs. A table that is asked for twice is there once. Thread-safe. */
public final class TableQueue {
    private final Set<TableName> waiting = new LinkedHashSet<>();
    private boolean closed;

    /**
     * Adds tables, all or none.
     *
     * @param noting done for each table that is added, before anybody can take it
     * @return false if the run is over and takes no more
     */
    synchronized boolean add(Collection<TableName> tables, Consumer<TableName> noting) {
        if (closed) {
            return false;
        }
        tables.forEach(noting);
        waiting.addAll(tables);
        notifyAll();
        return true;
    }

    synchronized boolean contains(TableName table) {
        return waiting.contains(table);
    }

    synchronized Set<TableName> waiting() {
        return Set.copyOf(waiting);
    }

    /** Puts tables back with which nobody came to an end. */
    void putBack(Collection<TableName> tables) {
        add(tables, table -> {});
    }

    /** Takes all that are waiting, after waiting for the first at most this long. */
    public synchronized Set<TableName> take(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); waiting.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Set<TableName> taken = Set.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes no more from now on. */
    synchronized void close() {
        closed = true;
    }

    /** Takes tables from now on; forgets those that are waiting if everything begins {@code afresh}. */
    synchronized void open(boolean afresh) {
        closed = false;
        if (afresh) {
            waiting.clear();
        }
    }
}
