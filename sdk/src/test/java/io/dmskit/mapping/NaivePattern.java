package io.dmskit.mapping;

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

    /** Whether some name matches both patterns of transformations. */
    static boolean meet(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return (one + other).replace("%", "").isEmpty();
        }
        if (one.startsWith("%")) {
            return meet(one.substring(1), other) || meet(one, other.substring(1));
        }
        if (other.startsWith("%")) {
            return meet(other, one);
        }
        return one.charAt(0) == other.charAt(0) && meet(one.substring(1), other.substring(1));
    }

    private static boolean matches(String regex, String name) {
        return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
    }
}
