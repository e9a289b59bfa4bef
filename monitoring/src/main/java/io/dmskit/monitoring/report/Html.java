package io.dmskit.monitoring.report;

import java.util.List;
import java.util.stream.IntStream;

/** Writes well-formed HTML; all text that comes in is escaped. Not thread-safe. */
final class Html {
    private final StringBuilder text = new StringBuilder(16 * 1024);

    /** Escapes text for content and attributes. Control characters, which HTML does not know, become U+FFFD. */
    static String escape(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isText(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isText(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean control = c < ' ' && c != '\n' && c != '\t';
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    /** Adds markup as it is. */
    Html raw(String markup) {
        text.append(markup).append('\n');
        return this;
    }

    /** Adds an element with text. */
    Html element(String tag, String content) {
        return raw("<" + tag + ">" + escape(content) + "</" + name(tag) + ">");
    }

    /**
     * Adds a table. Columns whose heading ends in {@code #} hold numbers, in {@code @} words that are not to be broken. A column in
     * which nothing stands is left out.
     */
    Html table(List<String> headings, List<List<String>> rows) {
        int[] columns = IntStream.range(0, headings.size())
                .filter(i -> rows.isEmpty()
                        || rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
                .toArray();
        raw("<div class=\"wide\"><table><thead><tr>");
        for (int i : columns) {
            element(cell("th", headings.get(i)), headings.get(i).replaceAll("[#@]$", ""));
        }
        raw("</tr></thead><tbody>");
        for (List<String> row : rows) {
            raw("<tr>");
            for (int i : columns) {
                element(cell("td", headings.get(i)), row.get(i));
            }
            raw("</tr>");
        }
        return raw("</tbody></table></div>");
    }

    private static String cell(String tag, String heading) {
        if (heading.endsWith("@")) {
            return tag + " class=\"whole\"";
        }
        return heading.endsWith("#") ? tag + " class=\"number\"" : tag;
    }

    private static String name(String tag) {
        int blank = tag.indexOf(' ');
        return blank < 0 ? tag : tag.substring(0, blank);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
