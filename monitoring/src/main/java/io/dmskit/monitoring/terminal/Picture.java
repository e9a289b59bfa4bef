package io.dmskit.monitoring.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Lines that are redrawn in place; what is said scrolls away above them. Used by one thread at a time. */
final class Picture implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final PrintStream out;
    private List<String> drawn = List.of();
    private boolean open;

    Picture(PrintStream out) {
        this.out = out;
    }

    /** Puts lines in place of those before, on a terminal of this width. */
    void draw(List<String> lines, int columns) {
        redraw("", lines, columns);
    }

    /** Writes a line that stays. */
    void say(String line, int columns) {
        redraw(line + "\n", drawn, columns);
    }

    /** One write for the whole, so that it does not flicker. */
    private void redraw(String above, List<String> lines, int columns) {
        StringBuilder text = new StringBuilder(open ? "" : HIDE_CURSOR);
        if (!drawn.isEmpty()) {
            text.append("\u001b[").append(height(columns)).append("A\r");
        }
        text.append(CLEAR_BELOW).append(above);
        lines.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        out.flush();
        drawn = List.copyOf(lines);
        open = true;
    }

    /** A terminal that has become narrower has wrapped what stood there. */
    private int height(int columns) {
        return drawn.stream()
                .mapToInt(line -> Math.max(1, (visible(line) + columns - 1) / columns))
                .sum();
    }

    private static int visible(String line) {
        return COLOUR.matcher(line).replaceAll("").length();
    }

    /** Leaves the last lines standing and gives the cursor back. */
    @Override
    public void close() {
        if (open) {
            out.print(SHOW_CURSOR);
            out.flush();
        }
        open = false;
        drawn = List.of();
    }
}
