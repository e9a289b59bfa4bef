package io.dmskit.mapping.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of an expression into tokens. */
final class ExpressionTokens {
    /** Far above any expression that SQLite, whose trees may be 1000 deep, would carry out. */
    private static final int MOST_TOKENS = 5000;

    private static final List<String> LONG_SYMBOLS = List.of("||", "<=", ">=", "<>", "!=", "==", "<<", ">>");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private ExpressionTokens(String text) {
        this.text = text;
    }

    /** Kinds of token. */
    enum Kind {
        NUMBER,
        TEXT,
        BLOB,
        WORD,
        REFERENCE,
        SYMBOL,
        END
    }

    /**
     * One token.
     *
     * @param kind its kind
     * @param text its value: unquoted for texts, the bare name for references
     * @param from where it begins in the expression, from 0
     * @param to where it ends, exclusive
     */
    record Token(Kind kind, String text, int from, int to) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    /** Returns the tokens of an expression, ended by one of kind END. */
    static List<Token> of(String text) {
        return new ExpressionTokens(text).all();
    }

    private List<Token> all() {
        while (at < text.length()) {
            if (tokens.size() == MOST_TOKENS) {
                throw new ExpressionException("TM063", "expression is longer than " + MOST_TOKENS + " words and signs");
            }
            if (isSpace(text.charAt(at))) {
                at++;
            } else {
                next();
            }
        }
        tokens.add(new Token(Kind.END, "", at, at));
        return tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if ("\u2018\u2019\u201C\u201D".indexOf(c) >= 0) {
            throw problem("TM060", "typographic quote " + c, "use the plain quote '");
        }
        if (c == '\'' || c == '"') {
            quoted(Kind.TEXT, at, c);
        } else if ((c == 'x' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            quoted(Kind.BLOB, at + 1, '\'');
        } else if (c == '$') {
            reference();
        } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else if (Character.isLetter(c) || c == '_') {
            int from = at;
            skipName();
            tokens.add(new Token(Kind.WORD, text.substring(from, at), from, at));
        } else {
            symbol(c);
        }
    }

    private void quoted(Kind kind, int open, char quote) {
        int from = at;
        StringBuilder value = new StringBuilder();
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote;
            if (c == quote && !doubled) {
                at = i + 1;
                tokens.add(new Token(kind, value.toString(), from, at));
                return;
            }
            value.append(c);
            i += doubled ? 1 : 0;
        }
        throw problem("TM063", "a text that does not end", "close it with " + quote);
    }

    private void reference() {
        int from = at++;
        boolean braced = at < text.length() && text.charAt(at) == '{';
        int close = braced ? text.indexOf('}', at) : -1;
        String name;
        if (close > at + 1) {
            name = text.substring(at + 1, close);
            at = close + 1;
        } else {
            int start = at;
            skipName();
            name = text.substring(start, at);
        }
        if (name.isEmpty()) {
            at = from;
            throw problem("TM063", "$ without a column name", "write $NAME or ${NAME}");
        }
        tokens.add(new Token(Kind.REFERENCE, name, from, at));
    }

    private void number() {
        int from = at;
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            skipName();
        } else {
            skipDigits();
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                skipDigits();
            }
            exponent();
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(from, at), from, at));
    }

    private void exponent() {
        int digits = at + 1;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            digits += digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0 ? 1 : 0;
            if (digits < text.length() && isDigit(text.charAt(digits))) {
                at = digits;
                skipDigits();
            }
        }
    }

    private void symbol(char c) {
        if (text.startsWith("--", at) || text.startsWith("/*", at)) {
            throw problem("TM063", "a comment", "leave comments out");
        }
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                tokens.add(new Token(Kind.SYMBOL, symbol, at, at + 2));
                at += 2;
                return;
            }
        }
        if ("+-*/%<>=&|~(),".indexOf(c) < 0) {
            throw problem("TM063", "\"" + c + "\"", "an expression is one value, without statements");
        }
        tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), at, at + 1));
        at++;
    }

    private void skipName() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean part = Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '_' || c == '$';
            if (!part) {
                return;
            }
            at++;
        }
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private ExpressionException problem(String code, String what, String next) {
        return new ExpressionException(code, "expression has " + what + " at character " + (at + 1) + ": " + next);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
