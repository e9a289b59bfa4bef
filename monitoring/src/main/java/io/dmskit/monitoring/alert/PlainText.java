package io.dmskit.monitoring.alert;

/** Text that neither a terminal nor a log nor a page takes for anything but text. */
final class PlainText {
    private static final int LONGEST = 8000;

    private PlainText() {}

    /** Returns the text with line feeds and tabs but no other control character, cut where nobody would read on. */
    static String of(String raw) {
        StringBuilder plain = new StringBuilder(raw.length());
        raw.codePoints().limit(LONGEST).forEach(c -> plain.appendCodePoint(isText(c) ? c : 0xFFFD));
        return raw.codePointCount(0, raw.length()) > LONGEST
                ? plain.append('\u2026').toString()
                : plain.toString();
    }

    /** Returns the text on one line. */
    static String oneLine(String text) {
        return text.replaceAll("\\s*[\\n\\u2028\\u2029]\\s*", " / ").replace('\t', ' ');
    }

    /** Returns at most so many characters of it. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }

    private static boolean isText(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        return !control && !surrogate && !turns(c) && c != 0xFFFE && c != 0xFFFF;
    }

    /** Marks that turn the direction of writing make a name look like another one. */
    private static boolean turns(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
