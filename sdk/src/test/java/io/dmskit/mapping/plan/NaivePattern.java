package io.dmskit.mapping.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in locators, by regular expressions. */
final class NaivePattern {
    /** A wildcard of selection rules, or what is between two of them. */
    private static final Pattern PART = Pattern.compile("%|_|\\[([^\\]]+)\\]|.", Pattern.DOTALL);

    private NaivePattern() {}

    /** Percent, underscore and sets in brackets. */
    static boolean inSelection(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(pattern);
        while (part.find()) {
            regex.append(
                    switch (part.group().charAt(0)) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> part.group(1) == null ? Pattern.quote(part.group()) : set(part.group(1));
                    });
        }
        return matches(regex.toString(), name);
    }

    private static String set(String characters) {
        return "[" + characters.replaceAll("([^\\w-])", "\\\\$1") + "]";
    }

    /** Percent alone. */
    static boolean inTransformation(String pattern, String name) {
        return matches(Pattern.quote(pattern).replace("%", "\\E.*\\Q"), name);
    }

    private static boolean matches(String regex, String name) {
        return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
    }
}
