package io.dmskit.apply;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** How what has been done is taken back, last first. */
final class Undo {
    private final Consumer<? super ApplyStep> listener;
    private final Deque<Entry> entries = new ArrayDeque<>();

    Undo(Consumer<? super ApplyStep> listener) {
        this.listener = listener;
    }

    void push(ApplyStep step, Runnable action) {
        entries.push(new Entry(step, action));
    }

    /** Forgets the last one: it turned out that nothing was done. */
    void pop() {
        entries.pop();
    }

    /** Forgets all: from here on there is no way back. */
    void clear() {
        entries.clear();
    }

    /** Takes everything back; what goes wrong is told beside the failure. Works after an interrupt too, whose flag is set again. */
    void run(Throwable failure) {
        boolean interrupted = Thread.interrupted();
        while (!entries.isEmpty()) {
            Entry last = entries.pop();
            try {
                listener.accept(last.step());
                last.action().run();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Entry(ApplyStep step, Runnable action) {}
}
