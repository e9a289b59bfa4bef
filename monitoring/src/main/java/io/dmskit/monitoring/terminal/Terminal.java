package io.dmskit.monitoring.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the place that output goes to can do.
 *
 * @param columns its width in characters
 * @param rows its height
 * @param interactive whether lines can be redrawn; false for pipes and files
 * @param colours whether colours may be used
 * @param blocks whether it shows block characters; otherwise bars are drawn in ASCII
 */
public record Terminal(int columns, int rows, boolean interactive, boolean colours, boolean blocks) {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;
    private static final int NARROWEST = 40;

    /** A pipe or a file. */
    public static final Terminal PIPE = new Terminal(USUAL_COLUMNS, USUAL_ROWS, false, false, false);

    /** Keeps to the narrowest width that can be drawn in. */
    public Terminal {
        columns = Math.max(columns, NARROWEST);
        rows = Math.max(rows, 8);
    }

    /**
     * Returns what the environment says about the terminal: {@code COLUMNS}, {@code LINES}, {@code TERM}, {@code NO_COLOR} and the
     * locale.
     *
     * @param environment such as {@link System#getenv()}
     * @param isTerminal whether output goes to one
     * @see <a href="https://no-color.org">NO_COLOR</a>
     */
    public static Terminal of(Map<String, String> environment, boolean isTerminal) {
        if (!isTerminal || "dumb".equals(environment.get("TERM"))) {
            return PIPE;
        }
        return new Terminal(
                number(environment, "COLUMNS", USUAL_COLUMNS),
                number(environment, "LINES", USUAL_ROWS),
                true,
                environment.getOrDefault("NO_COLOR", "").isEmpty(),
                isUtf8(environment));
    }

    /** Returns the same terminal with another size. */
    Terminal sized(int newColumns, int newRows) {
        return new Terminal(newColumns, newRows, interactive, colours, blocks);
    }

    private static int number(Map<String, String> environment, String name, int usual) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> text.matches("[1-9]\\d{0,4}"))
                .map(Integer::parseInt)
                .orElse(usual);
    }

    /** The first of these variables that is set decides. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return false;
    }
}
