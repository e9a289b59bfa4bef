package io.dmskit.monitoring.judge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a task's log: {@code 00012345: 2026-11-20T09:00:00 [TARGET_APPLY     ]W:  text  (file.c:123)}.
 *
 * @param component who wrote it
 * @param level E, W, I, T, D or V: a line of level E need not contain the word error
 * @param text what it says
 */
public record LogLine(String component, char level, String text) {
    private static final Pattern FORM = Pattern.compile("\\[(\\w+)\\s*\\]\\s?([EWITDV]):\\s*(.*)", Pattern.DOTALL);

    /** Reads a line; nothing if it has another form. */
    public static Optional<LogLine> of(String line) {
        Matcher matcher = FORM.matcher(line);
        return matcher.find()
                ? Optional.of(new LogLine(
                        matcher.group(1),
                        matcher.group(2).charAt(0),
                        matcher.group(3).strip()))
                : Optional.empty();
    }
}
