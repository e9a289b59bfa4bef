package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.judge.ConditionSeverity;
import java.util.List;
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

    String doubtful(String text) {
        return coloured("\u001b[33m", text);
    }

    String faint(String text) {
        return coloured("\u001b[2m", text);
    }

    /** Colours text by how urgent it is. */
    String urgent(ConditionSeverity severity, String text) {
        return switch (severity) {
            case INFO -> text;
            case WARN -> doubtful(text);
            case PAGE -> bad(text);
        };
    }

    /** Draws a row of shares from 0 to 1, a blank for each that is not there. */
    String sparkline(List<OptionalDouble> shares) {
        String steps = terminal.blocks() ? "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588" : "_.:-=+*#";
        StringBuilder line = new StringBuilder();
        for (OptionalDouble share : shares) {
            line.append(
                    share.isEmpty() ? ' ' : steps.charAt((int) Math.ceil(share.getAsDouble() * (steps.length() - 1))));
        }
        return line.toString();
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
