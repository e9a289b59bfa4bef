package io.dmskit.mapping;

/** Whether two patterns can match one name, and whether one matches every name that the other does. */
public final class Overlap {
    /** Beyond this length nothing is a name, and comparing character by character would take its square. */
    private static final int LONGEST_NAME = 1000;

    private Overlap() {}

    /** Returns whether a name can match both; where a set of characters is involved, whether it may. */
    public static boolean meet(NamePattern a, NamePattern b) {
        if (a.isExact() && b.isExact()) {
            return a.text().equals(b.text());
        }
        if (a.text().equals("%") || b.text().equals("%")) {
            return true;
        }
        if (a.isExact() && a.text().length() <= LONGEST_NAME) {
            return b.matches(a.text());
        }
        if (b.isExact() && b.text().length() <= LONGEST_NAME) {
            return a.matches(b.text());
        }
        return startsAgree(a, b) && endsAgree(a, b);
    }

    /**
     * Returns whether {@code wide} matches whatever {@code narrow} matches; false also where that cannot be said at once. A
     * percent sign of {@code narrow} is matched by one of {@code wide} alone, so that it may be taken for a character.
     */
    public static boolean contains(NamePattern wide, NamePattern narrow) {
        if (wide.text().equals("%") || wide.equals(narrow)) {
            return true;
        }
        boolean onlyPercent = wide.text().indexOf('_') < 0 && wide.text().indexOf('[') < 0;
        return narrow.text().length() <= LONGEST_NAME
                && (narrow.isExact() || onlyPercent || !(wide.underscoreIsWildcard() || narrow.underscoreIsWildcard()))
                && wide.matches(narrow.text());
    }

    private static boolean startsAgree(NamePattern a, NamePattern b) {
        int end = Math.min(a.text().length(), b.text().length());
        for (int i = 0; i < end; i++) {
            char x = a.text().charAt(i);
            char y = b.text().charAt(i);
            if (x == '%' || y == '%' || isSet(a, x) || isSet(b, y)) {
                return true;
            }
            if (x != y && !isAnyOne(a, x) && !isAnyOne(b, y)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsAgree(NamePattern a, NamePattern b) {
        int end = Math.min(a.text().length(), b.text().length());
        for (int i = 1; i <= end; i++) {
            char x = a.text().charAt(a.text().length() - i);
            char y = b.text().charAt(b.text().length() - i);
            if (x == '%' || y == '%' || isSet(a, x) || isSet(b, y)) {
                return true;
            }
            if (x != y && !isAnyOne(a, x) && !isAnyOne(b, y)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAnyOne(NamePattern pattern, char letter) {
        return pattern.underscoreIsWildcard() && letter == '_';
    }

    private static boolean isSet(NamePattern pattern, char letter) {
        return pattern.underscoreIsWildcard() && (letter == '[' || letter == ']');
    }
}
