package io.dmskit.cli.language;

import io.dmskit.document.Severity;

/**
 * Colours for text that may hold anything, and so cannot be picocli's markup.
 *
 * @param colours whether there are any
 */
public record Paint(boolean colours) {
    /** Leaves text as it is. */
    public static final Paint PLAIN = new Paint(false);

    private static final int BOLD = 1;
    private static final int DIM = 2;
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int CYAN = 36;

    public String bold(String text) {
        return painted(BOLD, text);
    }

    String dim(String text) {
        return painted(DIM, text);
    }

    public String bad(String text) {
        return painted(RED, text);
    }

    String good(String text) {
        return painted(GREEN, text);
    }

    String changed(String text) {
        return painted(YELLOW, text);
    }

    String severity(Severity severity, String text) {
        return painted(
                switch (severity) {
                    case ERROR -> RED;
                    case WARNING -> YELLOW;
                    case INFO -> CYAN;
                },
                text);
    }

    private String painted(int code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Returns the text with what a terminal would obey or a line would break at made visible as {@code \}{@code uXXXX}. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                visible.append(String.format("\\u%04x", c));
            } else {
                visible.append((char) c);
            }
        });
        return visible.toString();
    }
}
