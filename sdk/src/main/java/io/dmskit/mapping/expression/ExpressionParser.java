package io.dmskit.mapping.expression;

import io.dmskit.mapping.expression.Expression.Literal;
import io.dmskit.mapping.expression.Expression.Node;
import io.dmskit.mapping.expression.ExpressionTokens.Kind;
import io.dmskit.mapping.expression.ExpressionTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Recursive descent over SQLite's scalar expressions, loosest operator first. */
final class ExpressionParser {
    private static final int DEEPEST = 200;
    private static final Set<String> STATEMENTS = Set.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "DROP", "CREATE", "ALTER", "ATTACH", "PRAGMA", "WITH", "VALUES",
            "EXISTS");

    private final List<Token> tokens;
    private final Set<String> functions = new TreeSet<>();
    private int next;
    private int depth;

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Returns the functions seen so far, in lower case. */
    Set<String> functions() {
        return Set.copyOf(functions);
    }

    /** Parses all tokens as one expression. */
    Node whole() {
        if (peek().kind() == Kind.END) {
            throw new ExpressionException("TM063", "expression is empty");
        }
        Node root = expression();
        if (peek().kind() != Kind.END) {
            throw unexpected("an operator or the end");
        }
        return root;
    }

    private Node expression() {
        if (++depth > DEEPEST) {
            throw new ExpressionException("TM063", "expression is nested deeper than " + DEEPEST);
        }
        Node node = or();
        depth--;
        return node;
    }

    private Node or() {
        Node left = and();
        while (takeWord("OR")) {
            left = new Expression.Binary("OR", left, and());
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (takeWord("AND")) {
            left = new Expression.Binary("AND", left, not());
        }
        return left;
    }

    private Node not() {
        int negations = 0;
        while (takeWord("NOT")) {
            negations++;
        }
        Node node = equality();
        for (int i = 0; i < negations; i++) {
            node = new Expression.Unary("NOT", node);
        }
        return node;
    }

    private Node equality() {
        Node left = comparison();
        while (true) {
            if (take("=") || take("==")) {
                left = new Expression.Binary("=", left, comparison());
            } else if (take("<>") || take("!=")) {
                left = new Expression.Binary("<>", left, comparison());
            } else if (takeWord("ISNULL")) {
                left = new Expression.IsNull(left, false);
            } else if (takeWord("NOTNULL")) {
                left = new Expression.IsNull(left, true);
            } else if (takeWord("IS")) {
                left = is(left, takeWord("NOT"));
            } else if (peek().isWord("NOT") || isMembership(peek())) {
                left = membership(left, takeWord("NOT"));
            } else {
                return left;
            }
        }
    }

    private Node is(Node left, boolean negated) {
        Node right = comparison();
        return right instanceof Literal literal && literal.kind() == Literal.Kind.NULL
                ? new Expression.IsNull(left, negated)
                : new Expression.Binary(negated ? "IS NOT" : "IS", left, right);
    }

    private static boolean isMembership(Token token) {
        return token.isWord("IN") || token.isWord("LIKE") || token.isWord("GLOB") || token.isWord("BETWEEN");
    }

    private Node membership(Node left, boolean negated) {
        if (negated && takeWord("NULL")) {
            return new Expression.IsNull(left, true);
        }
        if (takeWord("BETWEEN")) {
            Node low = comparison();
            expectWord("AND");
            return new Expression.Between(left, low, comparison(), negated);
        }
        if (takeWord("IN")) {
            expect("(");
            return new Expression.In(left, arguments(), negated);
        }
        if (takeWord("LIKE") || takeWord("GLOB")) {
            String operator = tokens.get(next - 1).text().toUpperCase(Locale.ROOT);
            Node pattern = comparison();
            Optional<Node> escape = takeWord("ESCAPE") ? Optional.of(comparison()) : Optional.empty();
            return new Expression.Like(operator, left, pattern, escape, negated);
        }
        throw unexpected("IN, LIKE, GLOB or BETWEEN");
    }

    private Node comparison() {
        return chain(this::bits, "<", "<=", ">", ">=");
    }

    private Node bits() {
        return chain(this::sum, "&", "|", "<<", ">>");
    }

    private Node sum() {
        return chain(this::product, "+", "-");
    }

    private Node product() {
        return chain(this::joined, "*", "/", "%");
    }

    private Node joined() {
        return chain(this::unary, "||");
    }

    private Node chain(Supplier<Node> operand, String... operators) {
        Node left = operand.get();
        while (peek().kind() == Kind.SYMBOL && List.of(operators).contains(peek().text())) {
            left = new Expression.Binary(take().text(), left, operand.get());
        }
        return left;
    }

    private Node unary() {
        List<String> signs = new ArrayList<>();
        while (peek().is("-") || peek().is("+") || peek().is("~")) {
            signs.add(0, take().text());
        }
        if (signs.size() > DEEPEST) {
            throw new ExpressionException("TM063", "expression has more than " + DEEPEST + " signs in a row");
        }
        Node node = primary();
        if (takeWord("COLLATE")) {
            throw new ExpressionException("TM063", "expression uses COLLATE: DMS expressions compare bytes only");
        }
        for (String sign : signs) {
            node = new Expression.Unary(sign, node);
        }
        return node;
    }

    private Node primary() {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> new Literal(numberKind(token.text()), token.text());
            case TEXT -> new Literal(Literal.Kind.TEXT, token.text());
            case BLOB -> new Literal(Literal.Kind.BLOB, token.text());
            case REFERENCE -> reference(token);
            case WORD -> word(token);
            case SYMBOL, END -> {
                if (token.is("(")) {
                    Node node = expression();
                    expect(")");
                    yield node;
                }
                next--;
                throw unexpected("a value");
            }
        };
    }

    private static Literal.Kind numberKind(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        boolean real = !hexadecimal && text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
        return real ? Literal.Kind.REAL : Literal.Kind.INTEGER;
    }

    private static Node reference(Token token) {
        String name = token.text();
        if (!Expression.Variable.isOne(name)) {
            return new Expression.ColumnReference(name);
        }
        if (!Expression.Variable.NAMES.contains(name)) {
            throw new ExpressionException(
                    "TM064",
                    "expression uses the unknown variable $" + name + "; allowed: $"
                            + String.join(", $", new TreeSet<>(Expression.Variable.NAMES)));
        }
        return new Expression.Variable(name);
    }

    private Node word(Token token) {
        String word = token.text().toUpperCase(Locale.ROOT);
        if (peek().is("(") && !word.equals("CASE") && !STATEMENTS.contains(word)) {
            return call(token.text().toLowerCase(Locale.ROOT));
        }
        return switch (word) {
            case "CASE" -> cases();
            case "NULL" -> new Literal(Literal.Kind.NULL, "NULL");
            case "TRUE" -> new Literal(Literal.Kind.INTEGER, "1");
            case "FALSE" -> new Literal(Literal.Kind.INTEGER, "0");
            case "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP" ->
                new Expression.Call(word.toLowerCase(Locale.ROOT), List.of());
            default ->
                throw new ExpressionException(
                        "TM063",
                        STATEMENTS.contains(word)
                                ? "expression holds " + word + ": it must be one value of the row, without statements"
                                : "expression holds the bare word " + token.text() + ": write $" + token.text()
                                        + " for the column or '" + token.text() + "' for the text");
        };
    }

    private Node call(String function) {
        expect("(");
        functions.add(function);
        if (function.equals("cast")) {
            return cast();
        }
        List<Node> arguments = arguments();
        ExpressionFunctions.check(function, arguments.size());
        return new Expression.Call(function, arguments);
    }

    private Node cast() {
        Node operand = expression();
        expectWord("AS");
        StringBuilder type = new StringBuilder();
        int open = 0;
        while (peek().kind() != Kind.END && (open > 0 || !peek().is(")"))) {
            Token token = take();
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            type.append(type.length() > 0 && token.kind() == Kind.WORD ? " " : "")
                    .append(token.text());
        }
        expect(")");
        return new Expression.Cast(operand, type.toString());
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        if (take(")")) {
            return arguments;
        }
        do {
            arguments.add(expression());
        } while (take(","));
        expect(")");
        return arguments;
    }

    private Node cases() {
        Optional<Node> operand = peek().isWord("WHEN") ? Optional.empty() : Optional.of(expression());
        List<Expression.When> whens = new ArrayList<>();
        do {
            expectWord("WHEN");
            Node condition = expression();
            expectWord("THEN");
            whens.add(new Expression.When(condition, expression()));
        } while (peek().isWord("WHEN"));
        Optional<Node> otherwise = takeWord("ELSE") ? Optional.of(expression()) : Optional.empty();
        expectWord("END");
        return new Expression.Case(operand, whens, otherwise);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        next += token.kind() == Kind.END ? 0 : 1;
        return token;
    }

    private boolean take(String symbol) {
        boolean found = peek().is(symbol);
        next += found ? 1 : 0;
        return found;
    }

    private boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String symbol) {
        if (!take(symbol)) {
            throw unexpected("\"" + symbol + "\"");
        }
    }

    private void expectWord(String word) {
        if (!takeWord(word)) {
            throw unexpected(word);
        }
    }

    private ExpressionException unexpected(String wanted) {
        Token token = peek();
        String found = token.kind() == Kind.END ? "ends" : "has \"" + token.text() + "\"";
        return new ExpressionException(
                "TM063",
                "expression " + found + " at character " + (token.from() + 1) + " where " + wanted + " must stand");
    }
}
