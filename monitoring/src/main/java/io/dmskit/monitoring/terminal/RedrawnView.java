package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Snapshot;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Redraws the snapshot in place; lines that were said scroll away above it. */
final class RedrawnView implements ProgressView {
    private final Supplier<Terminal> terminal;
    private final Picture picture;

    RedrawnView(PrintStream out, Supplier<Terminal> terminal) {
        this.terminal = terminal;
        this.picture = new Picture(out);
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        Terminal now = terminal.get();
        picture.draw(new SnapshotLines(now).of(snapshot), now.columns());
    }

    @Override
    public synchronized void say(String line) {
        picture.say(line, terminal.get().columns());
    }

    @Override
    public synchronized void close() {
        picture.close();
    }
}
