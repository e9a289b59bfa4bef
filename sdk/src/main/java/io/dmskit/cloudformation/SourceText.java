package io.dmskit.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.document.Location;
import io.dmskit.document.ScalarNode;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a template: knows where within a string of it a character stands, so that a mark can be put under it. */
final class SourceText {
    private static final Pattern BLOCK = Pattern.compile(".*\\|[0-9+-]*\\s*(#.*)?");
    private static final int UNICODE_ESCAPE = 6;

    private final List<String> lines;
    private final int bytes;
    private final boolean json;

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
        if (json) {
            return quoted(begin, line, index);
        }
        return begin.column() <= line.length()
                        && BLOCK.matcher(line.substring(begin.column() - 1)).matches()
                ? inBlock(begin, string.text(), index)
                : begin;
    }

    /** A string of JSON is on one line; each escape is one character. */
    private static Location quoted(Location begin, String line, int index) {
        int at = begin.column();
        for (int i = 0; i < index && at < line.length(); i++) {
            boolean escaped = line.charAt(at) == '\\' && at + 1 < line.length();
            at += !escaped ? 1 : line.charAt(at + 1) == 'u' ? UNICODE_ESCAPE : 2;
        }
        return new Location(begin.file(), begin.line(), at + 1);
    }

    /** A literal block begins on the next line, indented. */
    private Location inBlock(Location begin, String text, int index) {
        String before = text.substring(0, Math.min(index, text.length()));
        int row = (int) before.chars().filter(c -> c == '\n').count();
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
        int column = indent + before.length() - before.lastIndexOf('\n');
        return column > lines.get(line - 1).length() + 1 ? begin : new Location(begin.file(), line, column);
    }
}
