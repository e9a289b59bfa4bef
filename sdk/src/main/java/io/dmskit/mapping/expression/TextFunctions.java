package io.dmskit.mapping.expression;

import java.util.List;

/**
 * SQLite's functions of text, over values that are not NULL.
 *
 * @see <a href="https://www.sqlite.org/lang_corefunc.html">Built-in scalar functions</a>
 */
final class TextFunctions {
    private TextFunctions() {}

    /** Returns what a documented function gives for as many arguments as it takes. */
    static String call(String function, List<String> arguments) {
        String text = arguments.get(0);
        return switch (function) {
            case "lower" -> mapped(text, 'A', 'Z', 'a' - 'A');
            case "upper" -> mapped(text, 'a', 'z', 'A' - 'a');
            case "ltrim" -> trim(text, characters(arguments), true, false);
            case "rtrim" -> trim(text, characters(arguments), false, true);
            case "trim" -> trim(text, characters(arguments), true, true);
            case "replace" -> arguments.get(1).isEmpty() ? text : text.replace(arguments.get(1), arguments.get(2));
            case "substr" -> substr(text, arguments);
            default -> throw new AssertionError(function);
        };
    }

    /** Only ASCII has case here. */
    private static String mapped(String text, char from, char to, int distance) {
        StringBuilder mapped = new StringBuilder(text);
        for (int i = 0; i < mapped.length(); i++) {
            char at = mapped.charAt(i);
            if (from <= at && at <= to) {
                mapped.setCharAt(i, (char) (at + distance));
            }
        }
        return mapped.toString();
    }

    private static String characters(List<String> arguments) {
        return arguments.size() > 1 ? arguments.get(1) : " ";
    }

    private static String trim(String text, String characters, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && characters.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (right && from < to && characters.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Counts from 1, from the right when negative; a negative length takes what stands before. */
    private static String substr(String text, List<String> arguments) {
        int[] characters = text.codePoints().toArray();
        long start = whole(arguments.get(1));
        long length = arguments.size() > 2 ? whole(arguments.get(2)) : Integer.MAX_VALUE;
        long from = start > 0 ? start - 1 : start < 0 ? characters.length + start : -1;
        long to = from + length;
        int first = (int) Math.max(0, Math.min(from, to));
        int last = (int) Math.min(characters.length, Math.max(from, to));
        return first < last ? new String(characters, first, last - first) : "";
    }

    private static long whole(String number) {
        if (!number.matches("-?[0-9]{1,9}")) {
            throw new IllegalArgumentException("counts characters by \"" + number + "\", which is not a whole number");
        }
        return Long.parseLong(number);
    }
}
