package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.watch.Round;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Shows rounds as they come. Thread-safe. */
public interface RoundView extends AutoCloseable {
    /** Shows a round in place of the one before. */
    void show(Round round);

    /** Leaves the last round standing and the terminal as it was. */
    @Override
    void close();

    /**
     * Returns the view that fits the terminal: redrawn in place, or plain lines that say what is new and how far everything is every half minute.
     *
     * @param terminal asked before each drawing, since it may be resized
     */
    static RoundView on(PrintStream out, Supplier<Terminal> terminal) {
        return terminal.get().interactive() ? new RedrawnRounds(out, terminal) : new PlainRounds(out);
    }
}
