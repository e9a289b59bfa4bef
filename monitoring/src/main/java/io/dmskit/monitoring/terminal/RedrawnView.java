package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Snapshot;
import java.io.PrintStream;
import java.util.List;

/** Redraws the snapshot in place; lines that were said scroll away above it. */
final class RedrawnView implements ProgressView {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final SnapshotLines lines;
    private List<String> drawn = List.of();
    private boolean open;

    RedrawnView(PrintStream out, Terminal terminal) {
        this.out = out;
        this.lines = new SnapshotLines(terminal);
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        redraw("", lines.of(snapshot));
    }

    @Override
    public synchronized void say(String line) {
        redraw(line + "\n", drawn);
    }

    /** One write for the whole picture, so that it does not flicker. */
    private void redraw(String above, List<String> picture) {
        StringBuilder text = new StringBuilder(open ? "" : HIDE_CURSOR);
        if (!drawn.isEmpty()) {
            text.append("\u001b[").append(drawn.size()).append("A\r");
        }
        text.append(CLEAR_BELOW).append(above);
        picture.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        out.flush();
        drawn = picture;
        open = true;
    }

    @Override
    public synchronized void close() {
        if (open) {
            out.print(SHOW_CURSOR);
            out.flush();
        }
        open = false;
        drawn = List.of();
    }
}
