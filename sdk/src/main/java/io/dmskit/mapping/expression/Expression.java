package io.dmskit.mapping.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A SQLite scalar expression over a source row, as add-column carries it; {@code $NAME} or <code>${NAME}</code> is the source
 * column NAME. Equal to another one of the same text.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Expressions.html">Transformation
 *     rule expressions</a>
 */
public final class Expression {
    /** The value of a column that no expression fills. */
    public static final Expression NULL = parse("NULL");

    private final String text;
    private final List<ExpressionTokens.Token> tokens;
    private final Node root;
    private final Set<String> functions;

    private Expression(String text, List<ExpressionTokens.Token> tokens, ExpressionParser parser) {
        this.text = text;
        this.tokens = tokens;
        this.root = parser.whole();
        this.functions = parser.functions();
    }

    /**
     * Parses an expression.
     *
     * @throws IllegalArgumentException if it is not one scalar expression; the message says where and what is allowed
     */
    public static Expression parse(String text) {
        List<ExpressionTokens.Token> tokens = ExpressionTokens.of(text);
        return new Expression(text, tokens, new ExpressionParser(tokens));
    }

    /** Returns the text as written. */
    public String text() {
        return text;
    }

    /** Returns the syntax tree. */
    public Node root() {
        return root;
    }

    /** Returns the source columns it reads, in order of appearance; {@code $AR_...} variables are not among them. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        for (ExpressionTokens.Token token : tokens) {
            if (token.kind() == ExpressionTokens.Kind.REFERENCE
                    && Reference.of(token.text()) instanceof ColumnReference column) {
                columns.add(column.name());
            }
        }
        return columns;
    }

    /** Returns the functions it calls, in lower case; {@code cast} counts as one. */
    public Set<String> functions() {
        return functions;
    }

    /** Returns the value if the expression is one literal other than NULL, such as {@code '0042'}. */
    public Optional<String> constant() {
        return root instanceof Literal literal && literal.kind() != Literal.Kind.NULL
                ? Optional.of(literal.text())
                : Optional.empty();
    }

    /**
     * Returns the text as SQLite's SQL, each reference replaced by what {@code replacement} gives for it, such as a parameter.
     */
    public String sql(Function<Reference, String> replacement) {
        StringBuilder sql = new StringBuilder();
        int from = 0;
        for (ExpressionTokens.Token token : tokens) {
            if (token.kind() == ExpressionTokens.Kind.REFERENCE) {
                sql.append(text, from, token.from()).append(replacement.apply(Reference.of(token.text())));
                from = token.to();
            }
        }
        return sql.append(text, from, text.length()).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** A part of an expression. */
    public sealed interface Node {}

    /**
     * A literal.
     *
     * @param kind its kind
     * @param text unquoted for texts, hexadecimal digits for blobs, as written for numbers
     */
    public record Literal(Kind kind, String text) implements Node {
        /** Kinds of literal. */
        public enum Kind {
            NULL,
            TEXT,
            INTEGER,
            REAL,
            BLOB
        }
    }

    /** Something written with a dollar sign. */
    public sealed interface Reference extends Node {
        /** Returns the name without dollar sign and braces. */
        String name();

        /** Returns what this name refers to. */
        private static Reference of(String name) {
            return Variable.isOne(name) ? new Variable(name) : new ColumnReference(name);
        }
    }

    /** A source column. */
    public record ColumnReference(String name) implements Reference {}

    /** A header or metadata value that DMS supplies, such as {@code AR_H_OPERATION}. */
    public record Variable(String name) implements Reference {
        /** The variables DMS documents. */
        public static final Set<String> NAMES = Set.of(
                "AR_H_STREAM_POSITION",
                "AR_H_TIMESTAMP",
                "AR_H_COMMIT_TIMESTAMP",
                "AR_H_OPERATION",
                "AR_H_USER",
                "AR_H_CHANGE_SEQ",
                "AR_M_SOURCE_SCHEMA",
                "AR_M_SOURCE_TABLE_NAME",
                "AR_M_SOURCE_COLUMN_NAME",
                "AR_M_SOURCE_COLUMN_DATATYPE");

        /** Returns whether DMS reads a name as a variable; {@code AR_NUMBER} stays a column. */
        static boolean isOne(String name) {
            return name.startsWith("AR_H_") || name.startsWith("AR_M_");
        }
    }

    /** A function call; {@code function} is in lower case. */
    public record Call(String function, List<Node> arguments) implements Node {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Two operands and an operator.
     *
     * @param operator as written, {@code ==} as {@code =}, {@code !=} as {@code <>}; {@code AND}, {@code OR}, {@code IS} and {@code
     *     IS NOT} in upper case
     */
    public record Binary(String operator, Node left, Node right) implements Node {}

    /** One operand after {@code -}, {@code +}, {@code ~} or {@code NOT}. */
    public record Unary(String operator, Node operand) implements Node {}

    /** CASE; simple with an operand, searched without. */
    public record Case(Optional<Node> operand, List<When> whens, Optional<Node> otherwise) implements Node {
        /** Copies the list. */
        public Case {
            whens = List.copyOf(whens);
        }
    }

    /** One WHEN of a CASE. */
    public record When(Node condition, Node result) {}

    /** IS NULL, or IS NOT NULL if negated. */
    public record IsNull(Node operand, boolean negated) implements Node {}

    /** BETWEEN, bounds included. */
    public record Between(Node operand, Node low, Node high, boolean negated) implements Node {}

    /** IN a list of values. */
    public record In(Node operand, List<Node> values, boolean negated) implements Node {
        /** Copies the list. */
        public In {
            values = List.copyOf(values);
        }
    }

    /** LIKE or GLOB, as {@code operator} says. */
    public record Like(String operator, Node operand, Node pattern, Optional<Node> escape, boolean negated)
            implements Node {}

    /** CAST; {@code type} as written. */
    public record Cast(Node operand, String type) implements Node {}
}
