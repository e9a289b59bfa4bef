package io.dmskit.mapping.expression;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.expression.Expression.Literal;
import io.dmskit.mapping.expression.Expression.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes an expression as PostgreSQL's SQL, for verification inside the database. What is written gives exactly the text that
 * SQLite gives, in a database encoded in UTF-8; where that cannot be promised, nothing is written.
 *
 * <p>Promised: text columns and literals, joined, compared, trimmed, replaced, cut from the left, put into ASCII upper or lower
 * case, chosen by CASE, coalesce, ifnull, nullif and iif. Not promised: numbers (SQLite's affinities), dates, char(n) (padding),
 * LIKE (case), everything random, and variables.
 */
public final class PostgresExpression {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    /** SQLite compares bytes; so does this collation. Every operand carries it, so that none can conflict. */
    private static final String BYTES = " COLLATE \"C\"";

    private final Table source;
    private final UnaryOperator<String> column;

    private PostgresExpression(Table source, UnaryOperator<String> column) {
        this.source = source;
        this.column = column;
    }

    /**
     * Returns the SQL of a text, or nothing.
     *
     * @param expression the expression
     * @param source the source table, for the types of its columns
     * @param column gives the SQL text of a source column, such as its quoted name
     */
    public static Optional<String> sql(Expression expression, Table source, UnaryOperator<String> column) {
        if (expression.root() instanceof Literal literal && literal.kind() == Literal.Kind.INTEGER) {
            return Optional.of(literal.text())
                    .filter(digits -> digits.matches("0|[1-9][0-9]{0,17}"))
                    .map(PostgresSql::literal);
        }
        try {
            return Optional.of(new PostgresExpression(source, column).text(expression.root()));
        } catch (NotPromised e) {
            return Optional.empty();
        }
    }

    /** Returns the SQL with source columns by their quoted names. */
    public static Optional<String> sql(Expression expression, Table source) {
        return sql(expression, source, PostgresSql::quote);
    }

    /** Leaves the tree from any depth; never leaves this class. */
    private static final class NotPromised extends RuntimeException {
        NotPromised() {
            super("not the same in PostgreSQL", null, false, false);
        }
    }

    private String text(Node node) {
        if (node instanceof Literal literal) {
            return literal(literal);
        }
        if (node instanceof Expression.ColumnReference reference) {
            return column(reference.name());
        }
        if (node instanceof Expression.Binary binary && binary.operator().equals("||")) {
            return "(" + text(binary.left()) + " || " + text(binary.right()) + ")";
        }
        if (node instanceof Expression.Case cases) {
            return cases(cases);
        }
        if (node instanceof Expression.Call call) {
            return call(call.function(), call.arguments());
        }
        throw new NotPromised();
    }

    private static String literal(Literal literal) {
        return switch (literal.kind()) {
            case NULL -> "(NULL::text" + BYTES + ")";
            case TEXT -> "(" + PostgresSql.literal(literal.text()) + "::text" + BYTES + ")";
            default -> throw new NotPromised();
        };
    }

    private String column(String name) {
        Column found = source.column(name).orElseThrow(NotPromised::new);
        boolean padded = found.type().matches("(?i)(character|char|bpchar)(\\(\\d+\\))?");
        if (found.kind() != Column.Kind.TEXT || padded) {
            throw new NotPromised();
        }
        return "(" + column.apply(name) + "::text" + BYTES + ")";
    }

    private String call(String function, List<Node> arguments) {
        return switch (function) {
            case "trim" -> "btrim(" + texts(arguments) + ")";
            case "ltrim", "rtrim" -> function + "(" + texts(arguments) + ")";
            case "upper" -> "translate(" + texts(arguments) + ", '" + LOWER + "', '" + UPPER + "')";
            case "lower" -> "translate(" + texts(arguments) + ", '" + UPPER + "', '" + LOWER + "')";
            case "replace" -> replace(arguments);
            case "substr", "substring" -> substr(arguments);
            case "coalesce", "ifnull" -> "coalesce(" + texts(arguments) + ")";
            case "nullif" -> "nullif(" + texts(arguments) + ")";
            case "iif" -> iif(arguments);
            default -> throw new NotPromised();
        };
    }

    private String texts(List<Node> nodes) {
        return nodes.stream().map(this::text).collect(Collectors.joining(", "));
    }

    /** An empty text to be replaced changes nothing, in SQLite even where the new text is NULL: so that must be a literal. */
    private String replace(List<Node> arguments) {
        if (arguments.get(2) instanceof Literal literal && literal.kind() == Literal.Kind.TEXT) {
            return "replace(" + texts(arguments) + ")";
        }
        throw new NotPromised();
    }

    /** The two databases agree on positions from 1 and lengths from 0. */
    private String substr(List<Node> arguments) {
        List<String> parts = new ArrayList<>(List.of(text(arguments.get(0))));
        for (Node position : arguments.subList(1, arguments.size())) {
            boolean from = parts.size() == 1;
            if (!(position instanceof Literal literal)
                    || !literal.text().matches(from ? "[1-9][0-9]{0,8}" : "[0-9]{1,9}")) {
                throw new NotPromised();
            }
            if (literal.kind() != Literal.Kind.INTEGER) {
                throw new NotPromised();
            }
            parts.add(literal.text());
        }
        return "substr(" + String.join(", ", parts) + ")";
    }

    private String iif(List<Node> arguments) {
        String otherwise = arguments.size() == 3 ? " ELSE " + text(arguments.get(2)) : "";
        return "(CASE WHEN " + condition(arguments.get(0)) + " THEN " + text(arguments.get(1)) + otherwise + " END)";
    }

    private String cases(Expression.Case cases) {
        StringBuilder sql = new StringBuilder("(CASE");
        for (Expression.When when : cases.whens()) {
            String condition = cases.operand().isPresent()
                    ? text(cases.operand().get()) + " = " + text(when.condition())
                    : condition(when.condition());
            sql.append(" WHEN ").append(condition).append(" THEN ").append(text(when.result()));
        }
        cases.otherwise().ifPresent(node -> sql.append(" ELSE ").append(text(node)));
        return sql.append(" END)").toString();
    }

    private String condition(Node node) {
        if (node instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (node instanceof Expression.Unary unary && unary.operator().equals("NOT")) {
            return "(NOT " + condition(unary.operand()) + ")";
        }
        if (node instanceof Expression.IsNull isNull) {
            return "(" + text(isNull.operand()) + (isNull.negated() ? " IS NOT NULL)" : " IS NULL)");
        }
        if (node instanceof Expression.Between between) {
            return "(" + text(between.operand()) + (between.negated() ? " NOT" : "") + " BETWEEN " + text(between.low())
                    + " AND " + text(between.high()) + ")";
        }
        if (node instanceof Expression.In in && !in.values().isEmpty()) {
            return "(" + text(in.operand()) + (in.negated() ? " NOT" : "") + " IN (" + texts(in.values()) + "))";
        }
        throw new NotPromised();
    }

    private String binary(Expression.Binary binary) {
        return switch (binary.operator()) {
            case "AND", "OR" ->
                "(" + condition(binary.left()) + " " + binary.operator() + " " + condition(binary.right()) + ")";
            case "=", "<>", "<", "<=", ">", ">=" ->
                "(" + text(binary.left()) + " " + binary.operator() + " " + text(binary.right()) + ")";
            case "IS" -> "(" + text(binary.left()) + " IS NOT DISTINCT FROM " + text(binary.right()) + ")";
            case "IS NOT" -> "(" + text(binary.left()) + " IS DISTINCT FROM " + text(binary.right()) + ")";
            default -> throw new NotPromised();
        };
    }
}
