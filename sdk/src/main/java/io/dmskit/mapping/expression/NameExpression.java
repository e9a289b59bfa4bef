package io.dmskit.mapping.expression;

import io.dmskit.mapping.expression.Expression.Binary;
import io.dmskit.mapping.expression.Expression.Call;
import io.dmskit.mapping.expression.Expression.Case;
import io.dmskit.mapping.expression.Expression.In;
import io.dmskit.mapping.expression.Expression.IsNull;
import io.dmskit.mapping.expression.Expression.Literal;
import io.dmskit.mapping.expression.Expression.Node;
import io.dmskit.mapping.expression.Expression.Unary;
import io.dmskit.mapping.expression.Expression.Variable;
import io.dmskit.mapping.expression.Expression.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the expression of a rename. A name has no row, so only literals, the {@code $AR_M_SOURCE_...} variables, functions of
 * text and CASE have a value; everything is text, as SQLite has it. The guide says that an expression may compute a name and shows
 * no example; whatever it may mean beyond that is refused here rather than guessed.
 */
public final class NameExpression {
    private static final String WORKS =
            ": names are computed from literals and $AR_M_SOURCE_ variables, by || CASE coalesce ifnull lower ltrim nullif"
                    + " replace rtrim substr trim upper";

    private final Map<String, String> variables;

    private NameExpression(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Returns the name.
     *
     * @param variables values of variables, without the dollar sign
     * @throws IllegalArgumentException if there is none; the message says what has no value
     */
    public static String evaluate(Expression expression, Map<String, String> variables) {
        String name = new NameExpression(variables).text(expression.root());
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("gives no name, but " + (name == null ? "NULL" : "\"" + name + "\""));
        }
        return name;
    }

    private @Nullable String text(Node node) {
        if (node instanceof Literal literal && literal.kind() != Literal.Kind.BLOB) {
            return literal.kind() == Literal.Kind.NULL ? null : literal.text();
        }
        if (node instanceof Variable variable && variables.containsKey(variable.name())) {
            return variables.get(variable.name());
        }
        if (node instanceof Binary binary && binary.operator().equals("||")) {
            String left = text(binary.left());
            String right = text(binary.right());
            return left == null || right == null ? null : left + right;
        }
        if (node instanceof Unary minus && minus.operator().equals("-") && minus.operand() instanceof Literal number) {
            return "-" + number.text();
        }
        if (node instanceof Case choice) {
            return choose(choice);
        }
        if (node instanceof Call call) {
            return call(call);
        }
        throw new IllegalArgumentException("uses " + describe(node) + WORKS);
    }

    private @Nullable String choose(Case choice) {
        for (When when : choice.whens()) {
            boolean chosen = choice.operand().isPresent()
                    ? Boolean.TRUE.equals(equal(choice.operand().get(), when.condition()))
                    : Boolean.TRUE.equals(truth(when.condition()));
            if (chosen) {
                return text(when.result());
            }
        }
        return choice.otherwise().isPresent() ? text(choice.otherwise().get()) : null;
    }

    /** SQL's three values; null is unknown. */
    private @Nullable Boolean truth(Node node) {
        if (node instanceof IsNull test) {
            return (text(test.operand()) == null) != test.negated();
        }
        if (node instanceof Unary not && not.operator().equals("NOT")) {
            return negated(truth(not.operand()));
        }
        if (node instanceof In in) {
            return in(in);
        }
        if (node instanceof Binary binary) {
            return switch (binary.operator()) {
                case "=" -> equal(binary.left(), binary.right());
                case "<>" -> negated(equal(binary.left(), binary.right()));
                case "AND" -> negated(either(negated(truth(binary.left())), negated(truth(binary.right()))));
                case "OR" -> either(truth(binary.left()), truth(binary.right()));
                default -> throw new IllegalArgumentException("uses " + describe(binary) + WORKS);
            };
        }
        throw new IllegalArgumentException("uses " + describe(node) + WORKS);
    }

    private @Nullable Boolean in(In in) {
        Boolean found = Boolean.FALSE;
        for (Node value : in.values()) {
            found = either(found, equal(in.operand(), value));
        }
        return in.negated() ? negated(found) : found;
    }

    private @Nullable Boolean equal(Node left, Node right) {
        String a = text(left);
        String b = text(right);
        return (a == null || b == null) ? null : Boolean.valueOf(a.equals(b));
    }

    private static @Nullable Boolean negated(@Nullable Boolean value) {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private static @Nullable Boolean either(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
            return Boolean.TRUE;
        }
        return (left == null || right == null) ? null : Boolean.FALSE;
    }

    private @Nullable String call(Call call) {
        List<@Nullable String> values = new ArrayList<>();
        call.arguments().forEach(argument -> values.add(text(argument)));
        switch (call.function()) {
            case "coalesce", "ifnull" -> {
                return values.stream().filter(Objects::nonNull).findFirst().orElse(null);
            }
            case "nullif" -> {
                return Objects.equals(values.get(0), values.get(1)) ? null : values.get(0);
            }
            case "lower", "upper", "trim", "ltrim", "rtrim", "replace", "substr" -> {
                List<String> present = values.stream().filter(Objects::nonNull).toList();
                return present.size() < values.size() ? null : TextFunctions.call(call.function(), present);
            }
            default -> throw new IllegalArgumentException("uses " + describe(call) + WORKS);
        }
    }

    private static String describe(Node node) {
        if (node instanceof Expression.Reference reference) {
            return "$" + reference.name();
        }
        if (node instanceof Call call) {
            return call.function() + "()";
        }
        return node instanceof Binary binary
                ? binary.operator()
                : node.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }
}
