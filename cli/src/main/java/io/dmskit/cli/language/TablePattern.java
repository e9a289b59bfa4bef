package io.dmskit.cli.language;

import java.util.regex.Pattern;

/**
 * Names tables on the command line: {@code sales.orders}, or with {@code *} and {@code ?}; without a dot in any schema.
 *
 * @param text as the user wrote it
 */
public record TablePattern(String text) {
    /** Returns whether it names one table only. */
    public boolean isExact() {
        return text.indexOf('.') > 0 && text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** Returns whether {@code schema.table} is one of those named. */
    public boolean matches(String name) {
        String whole = text.indexOf('.') < 0 ? "*." + text : text;
        StringBuilder regex = new StringBuilder();
        whole.codePoints()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return name.equals(text) || name.matches("(?s)" + regex);
    }
}
