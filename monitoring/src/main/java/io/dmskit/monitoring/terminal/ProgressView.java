package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Snapshot;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Shows snapshots as they come. Thread-safe. */
public interface ProgressView extends AutoCloseable {
    /** Shows a snapshot in place of the one before. */
    void show(Snapshot snapshot);

    /** Writes a line that stays, such as "cutover: stopping the writers". */
    void say(String line);

    /** Leaves the last snapshot standing and the terminal as it was. */
    @Override
    void close();

    /**
     * Returns the view that fits the terminal.
     *
     * @param terminal asked before each drawing, since it may be resized
     */
    static ProgressView on(PrintStream out, Supplier<Terminal> terminal) {
        return terminal.get().interactive() ? new RedrawnView(out, terminal) : lines(out, "");
    }

    /** Returns a view of plain lines that begin with a label: for one of several tasks that share an output. */
    static ProgressView lines(PrintStream out, String label) {
        return new LineView(out, label);
    }
}
