package io.dmskit.monitoring.terminal;

import java.util.OptionalDouble;

/** Colours and bars, as far as the terminal has them. */
final class Style {
    private static final String RESET = "\u001b[0m";

    private final Terminal terminal;

    Style(Terminal terminal) {
        this.terminal = terminal;
    }

    String strong(String text) {
        return coloured("\u001b[1m", text);
    }

    String bad(String text) {
        return coloured("\u001b[31m", text);
    }

    private String coloured(String code, String text) {
        return terminal.colours() ? code + text + RESET : text;
    }

    /** Draws a share from 0 to 1; an unknown one is an empty bar. */
    String bar(OptionalDouble share, int width) {
        int full = (int) (share.orElse(0) * width);
        String done = (terminal.blocks() ? "\u2588" : "#").repeat(full);
        String left = (terminal.blocks() ? "\u2591" : ".").repeat(width - full);
        return (full == width ? coloured("\u001b[32m", done) : done) + left;
    }
}
