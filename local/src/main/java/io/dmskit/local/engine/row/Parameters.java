package io.dmskit.local.engine.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code $NAME} and <code>${NAME}</code> in expressions, outside of quotes, and numbers them for binding. */
final class Parameters {
    private static final Pattern QUOTED_OR_NAME =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\$(?:\\{([^}]+)\\}|([\\p{L}_][\\p{L}\\p{N}_]*))");

    private final List<String> names = new ArrayList<>();
    private RowContext context = RowContext.fullLoad(Instant.EPOCH);

    /** Returns the expression with each name as a numbered SQLite parameter. */
    String replaceIn(String expression) {
        return QUOTED_OR_NAME.matcher(expression).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(name == null ? match.group() : "?" + number(name));
        });
    }

    private int number(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            names.add(name);
            return names.size();
        }
        return index + 1;
    }

    /** Returns the names in the order of their numbers. */
    List<String> names() {
        return names;
    }

    void context(RowContext next) {
        context = next;
    }

    RowContext context() {
        return context;
    }
}
