package io.dmskit.mapping;

/**
 * A name in an object locator: exact, or with DMS's wildcards. Looked at once when it is made, so that matching most names takes
 * no more than comparing texts; immutable and thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Wildcards.html">Wildcards
 *     in table mapping</a>
 */
public final class NamePattern {
    /** Matches every name. */
    static final NamePattern ANY = new NamePattern("%", false);

    private final String text;
    private final boolean underscoreIsWildcard;
    private final String literal;
    private final Shape shape;

    /** Where the only wildcard stands, if it is a percent sign. */
    private enum Shape {
        EXACT,
        PREFIX,
        SUFFIX,
        OTHER
    }

    /**
     * Makes a pattern.
     *
     * @param text as the document has it
     * @param underscoreIsWildcard true in selection rules, where {@code _} stands for one character and {@code [ab]} for a set;
     *     false in transformation rules, where only {@code %} is documented
     */
    public NamePattern(String text, boolean underscoreIsWildcard) {
        this.text = text;
        this.underscoreIsWildcard = underscoreIsWildcard;
        int wildcard = wildcard(0);
        int last = text.length() - 1;
        if (wildcard < 0) {
            this.shape = Shape.EXACT;
            this.literal = text;
        } else if (wildcard == last && text.charAt(last) == '%') {
            this.shape = Shape.PREFIX;
            this.literal = text.substring(0, last);
        } else if (text.charAt(0) == '%' && wildcard(1) < 0) {
            this.shape = Shape.SUFFIX;
            this.literal = text.substring(1);
        } else {
            this.shape = Shape.OTHER;
            this.literal = text.substring(0, wildcard);
        }
    }

    private int wildcard(int from) {
        for (int i = from; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == '%' || (underscoreIsWildcard && (at == '_' || at == '['))) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the pattern as the document has it. */
    public String text() {
        return text;
    }

    /** Returns whether {@code _} and brackets are wildcards. */
    public boolean underscoreIsWildcard() {
        return underscoreIsWildcard;
    }

    /** Returns whether the pattern matches this name as a whole, case-sensitive. */
    public boolean matches(String name) {
        return switch (shape) {
            case EXACT -> name.equals(literal);
            case PREFIX -> name.startsWith(literal);
            case SUFFIX -> name.endsWith(literal);
            case OTHER -> name.startsWith(literal) && new Match(characters(text), characters(name)).whole();
        };
    }

    /** A loop, since a stream took half of the time that linting a large document takes. */
    private static int[] characters(String word) {
        int[] characters = new int[word.codePointCount(0, word.length())];
        int at = 0;
        for (int i = 0; i < characters.length; i++) {
            characters[i] = word.codePointAt(at);
            at += Character.charCount(characters[i]);
        }
        return characters;
    }

    /** Returns whether the pattern names one object only. */
    public boolean isExact() {
        return shape == Shape.EXACT;
    }

    /** Returns what every name that matches begins with; the whole name if the pattern is exact. */
    public String beginning() {
        return shape == Shape.SUFFIX ? "" : literal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamePattern pattern
                && pattern.text.equals(text)
                && pattern.underscoreIsWildcard == underscoreIsWildcard;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** One attempt; remembers the last {@code %} only, which is enough, since every other element takes one character. */
    private final class Match {
        private static final int NO = -1;
        private final int[] pattern;
        private final int[] name;

        Match(int[] pattern, int[] name) {
            this.pattern = pattern;
            this.name = name;
        }

        boolean whole() {
            int at = 0;
            int position = 0;
            int afterPercent = NO;
            int retry = NO;
            while (position < name.length) {
                int next = at < pattern.length && pattern[at] != '%' ? step(at, name[position]) : NO;
                if (next != NO) {
                    at = next;
                    position++;
                } else if (at < pattern.length && pattern[at] == '%') {
                    afterPercent = ++at;
                    retry = position;
                } else if (afterPercent != NO) {
                    at = afterPercent;
                    position = ++retry;
                } else {
                    return false;
                }
            }
            while (at < pattern.length && pattern[at] == '%') {
                at++;
            }
            return at == pattern.length;
        }

        /** Returns where the pattern goes on after its element at {@code at} took {@code character}, or NO. */
        private int step(int at, int character) {
            if (underscoreIsWildcard && pattern[at] == '_') {
                return at + 1;
            }
            int close = underscoreIsWildcard && pattern[at] == '[' ? closing(at) : NO;
            if (close != NO) {
                return inSet(at + 1, close, character) ? close + 1 : NO;
            }
            return pattern[at] == character ? at + 1 : NO;
        }

        /** Returns the bracket that closes a set of at least one character, or NO: then the bracket stands for itself. */
        private int closing(int open) {
            for (int i = open + 2; i < pattern.length; i++) {
                if (pattern[i] == ']') {
                    return i;
                }
            }
            return NO;
        }

        private boolean inSet(int from, int to, int character) {
            for (int i = from; i < to; i++) {
                boolean range = i + 2 < to && pattern[i + 1] == '-';
                if (range && pattern[i] <= character && character <= pattern[i + 2]) {
                    return true;
                }
                if (pattern[i] == character) {
                    return true;
                }
                i += range ? 2 : 0;
            }
            return false;
        }
    }
}
