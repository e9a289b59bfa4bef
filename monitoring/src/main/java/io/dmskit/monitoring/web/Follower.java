package io.dmskit.monitoring.web;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has the page open. What it is to be sent waits here, so that whoever sends it never waits; one who does not read is cut
 * off, and comes again if it is still there. Thread-safe.
 */
final class Follower {
    private static final int MOST_WAITING = 2 * Feed.KEPT;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<Frame> waiting = new ArrayDeque<>();
    private @Nullable Frame newest;
    private @Nullable Thread writer;
    private long writingSince;
    private boolean writing;
    private boolean cut;

    Follower(List<Frame> first) {
        waiting.addAll(first);
    }

    /** Sends a message after all that wait. */
    synchronized void send(Frame frame) {
        waiting.add(frame);
        cutIfIdle();
        notifyAll();
    }

    /** Sends what replaces the last of its kind, if that is still waiting. */
    synchronized void replace(Frame frame) {
        newest = frame;
        cutIfIdle();
        notifyAll();
    }

    private void cutIfIdle() {
        boolean stalled = writing && System.nanoTime() - writingSince > PATIENCE.toNanos();
        if (stalled || waiting.size() > MOST_WAITING) {
            cut();
        }
    }

    /** Ends it. A write that hangs is ended by an interrupt, which closes its channel. */
    private void cut() {
        cut = true;
        waiting.clear();
        newest = null;
        if (writer != null) {
            writer.interrupt();
        }
    }

    synchronized boolean isCut() {
        return cut;
    }

    /** Returns whether everything has been written. */
    synchronized boolean idle() {
        return waiting.isEmpty() && newest == null && !writing;
    }

    /**
     * Writes what there is to be sent, until it is cut or interrupted.
     *
     * @throws IOException if the other side is gone, or does not read
     */
    void follow(OutputStream out) throws IOException {
        begin();
        try {
            while (true) {
                out.write(next().bytes());
                out.flush();
                written();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        writer = Thread.currentThread();
    }

    private synchronized Frame next() throws InterruptedException {
        while (waiting.isEmpty() && newest == null) {
            if (cut) {
                throw new InterruptedException();
            }
            wait();
        }
        writing = true;
        writingSince = System.nanoTime();
        Frame frame = waiting.poll();
        if (frame == null) {
            frame = newest;
            newest = null;
        }
        return requireNonNull(frame);
    }

    private synchronized void written() {
        writing = false;
    }

    /** The thread is used for other requests after this. */
    private synchronized void end() {
        writer = null;
        writing = false;
        cut = true;
        Thread.interrupted();
    }
}
