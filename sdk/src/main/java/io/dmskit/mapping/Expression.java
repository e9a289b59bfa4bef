package io.dmskit.mapping;

import java.util.Optional;
import java.util.Set;

/** A SQLite scalar expression over a source row, as add-column carries it; {@code $NAME} is the source column NAME. */
public final class Expression {
    /** The value of a column that no expression fills. */
    public static final Expression NULL = parse("NULL");

    private final String text;

    private Expression(String text) {
        this.text = text;
    }

    /**
     * Parses an expression.
     *
     * @throws IllegalArgumentException if it is not one scalar expression; the message says where and what is allowed
     */
    public static Expression parse(String text) {
        return new Expression(text);
    }

    /** Returns the text as written. */
    public String text() {
        return text;
    }

    /** Returns the source columns it reads, in order of appearance; {@code $AR_...} variables are not among them. */
    public Set<String> columns() {
        throw new AssertionError("to be written");
    }

    /** Returns the value if the expression is one literal, such as {@code '0042'}. */
    public Optional<String> constant() {
        throw new AssertionError("to be written");
    }
}
