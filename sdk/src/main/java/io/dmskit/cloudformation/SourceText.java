package io.dmskit.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.document.Location;
import io.dmskit.document.ScalarNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The text of a template: knows where within a string of it a character stands, so that a mark can be put under it. */
final class SourceText {
    private static final Pattern BLOCK = Pattern.compile("\\|[0-9+-]*\\s*(#.*)?");
    private static final int UNICODE_ESCAPE = 6;

    private final List<String> lines;
    private final int bytes;
    private final boolean json;

    /** Where the characters of a quoted string, or the lines of a block, begin: thousands of findings may stand in one. */
    private final Map<Location, int[]> characters = new HashMap<>();

    SourceText(String text, boolean json) {
        this.lines = text.lines().toList();
        this.bytes = text.getBytes(UTF_8).length;
        this.json = json;
    }

    /** Returns how long it is. */
    int bytes() {
        return bytes;
    }

    /** Returns where the character of this index in a string stands; where the string begins if that cannot be told. */
    Location within(ScalarNode string, int index) {
        Location begin = string.location();
        if (begin.line() > lines.size() || string.type() != ScalarNode.Type.STRING) {
            return begin;
        }
        String line = lines.get(begin.line() - 1);
        int column = json ? begin.column() - 1 : behindTag(line, begin.column() - 1);
        if (column >= line.length()) {
            return begin;
        }
        char first = line.charAt(column);
        if (first == '"' || first == '\'') {
            return quoted(string, line, column + 1, index);
        }
        return BLOCK.matcher(line.substring(column)).matches() ? inBlock(begin, string.text(), index) : begin;
    }

    /** A tag such as {@code !Sub} stands before its value. */
    private static int behindTag(String line, int column) {
        int at = column;
        if (at < line.length() && line.charAt(at) == '!') {
            while (at < line.length() && line.charAt(at) != ' ') {
                at++;
            }
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
        }
        return at;
    }

    /** What goes on over several lines, as YAML allows, is not followed. */
    private Location quoted(ScalarNode string, String line, int start, int index) {
        Location begin = string.location();
        int[] starts = characters.computeIfAbsent(begin, key -> characters(line, start));
        return index < starts.length ? new Location(begin.file(), begin.line(), starts[index] + 1) : begin;
    }

    /** Returns where in a line each character of a quoted string begins; each escape is one character. */
    private static int[] characters(String line, int start) {
        char quote = line.charAt(start - 1);
        int[] starts = new int[line.length() - start];
        int count = 0;
        for (int at = start; at < line.length(); at += width(line, at, quote)) {
            starts[count++] = at;
        }
        return Arrays.copyOf(starts, count);
    }

    private static int width(String line, int at, char quote) {
        boolean more = at + 1 < line.length();
        if (quote == '\'') {
            return more && line.charAt(at) == quote && line.charAt(at + 1) == quote ? 2 : 1;
        }
        boolean escaped = more && line.charAt(at) == '\\';
        return !escaped ? 1 : line.charAt(at + 1) == 'u' ? UNICODE_ESCAPE : 2;
    }

    /** A literal block begins on the next line, indented. */
    private Location inBlock(Location begin, String text, int index) {
        int[] starts = characters.computeIfAbsent(begin, key -> EmbeddedDocument.lineStarts(text));
        int found = Arrays.binarySearch(starts, index);
        int row = found < 0 ? -found - 2 : found;
        int line = begin.line() + row + 1;
        if (line > lines.size()) {
            return begin;
        }
        int indent = lines.stream()
                .skip(begin.line())
                .filter(candidate -> !candidate.isBlank())
                .mapToInt(candidate ->
                        candidate.length() - candidate.stripLeading().length())
                .findFirst()
                .orElse(0);
        int column = indent + index - starts[row] + 1;
        return column > lines.get(line - 1).length() + 1 ? begin : new Location(begin.file(), line, column);
    }
}
