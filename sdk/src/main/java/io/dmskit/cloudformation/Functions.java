package io.dmskit.cloudformation;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CloudFormation's functions, as far as a template alone decides them. A parameter counts as its default, which is what a deployment
 * gets that says nothing else; of a condition both branches count.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
final class Functions {
    private static final String REF = "Ref";
    private static final String IF = "Fn::If";
    private static final String JOIN = "Fn::Join";
    private static final String SUB = "Fn::Sub";
    private static final String NO_VALUE = "AWS::NoValue";

    /** {@code {{resolve:secretsmanager:...}}}, which CloudFormation looks up during the deployment. */
    static final String DYNAMIC = "{{resolve:";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final Template template;

    Functions(Template template) {
        this.template = template;
    }

    /**
     * A part of a text.
     *
     * @param text what it is; for a hole what decides it
     * @param origin the string of the template that it was taken from, if it was
     * @param start where in that string it begins
     * @param isHole whether only the deployment knows it
     */
    record Piece(String text, Optional<ScalarNode> origin, int start, boolean isHole) {
        private static Piece literal(String text) {
            return new Piece(text, Optional.empty(), 0, false);
        }

        private static Piece hole(String what) {
            return new Piece(what, Optional.empty(), 0, true);
        }
    }

    /** Returns what a value of the template can be. */
    Value value(Node node) {
        if (node instanceof ScalarNode scalar && scalar.text().contains(DYNAMIC)) {
            return Value.decidedBy("a dynamic reference");
        }
        Optional<ObjectNode.Member> function = function(node);
        if (function.isEmpty()) {
            return Value.of(node);
        }
        Node argument = function.get().value();
        return switch (function.get().key()) {
            case REF -> reference(text(argument));
            case IF -> either(argument);
            case JOIN, SUB -> joined(node);
            default -> Value.decidedBy(words(function.get()));
        };
    }

    /** Returns the function that an object of one key calls. */
    static Optional<ObjectNode.Member> function(Node node) {
        return node instanceof ObjectNode object && object.members().size() == 1
                ? object.members().stream()
                        .filter(member ->
                                member.key().equals(REF) || member.key().startsWith("Fn::"))
                        .findFirst()
                : Optional.empty();
    }

    /** Returns the logical id that a {@code Ref}, or a {@code Fn::GetAtt} of any attribute, names. */
    static Optional<String> referred(Node node) {
        return function(node).flatMap(function -> {
            if (function.key().equals(REF)) {
                return Optional.of(text(function.value()));
            }
            if (!function.key().equals("Fn::GetAtt")) {
                return Optional.empty();
            }
            return function.value() instanceof ArrayNode array
                    ? array.items().stream().findFirst().map(Functions::text)
                    : Optional.of(text(function.value()).split("\\.", -1)[0]);
        });
    }

    private Value reference(String name) {
        if (name.equals(NO_VALUE)) {
            return Value.ABSENT;
        }
        Optional<ObjectNode> parameter = template.parameter(name);
        if (parameter.isEmpty()) {
            return Value.decidedBy((template.resources().containsKey(name) ? "resource " : "") + name);
        }
        Value undecided = Value.decidedBy("parameter " + name);
        return isNoText(parameter.get())
                ? undecided
                : parameter.get().get("Default").map(Value::of).orElseGet(() -> allowed(parameter.get())
                        .orElse(undecided));
    }

    private static Optional<Value> allowed(ObjectNode parameter) {
        return parameter
                .get("AllowedValues")
                .filter(ArrayNode.class::isInstance)
                .flatMap(values ->
                        ((ArrayNode) values).items().stream().map(Value::of).reduce(Value::or));
    }

    /** The default of such a parameter is where its value is found, or several values. */
    private static boolean isNoText(ObjectNode parameter) {
        String type = parameter.get("Type").map(Functions::text).orElse("");
        return type.startsWith("AWS::SSM::") || type.startsWith("List<") || type.equals("CommaDelimitedList");
    }

    private Value either(Node argument) {
        if (!(argument instanceof ArrayNode array) || array.items().size() != 3) {
            return Value.decidedBy("Fn::If");
        }
        return value(array.items().get(1)).or(value(array.items().get(2)));
    }

    private Value joined(Node node) {
        List<Piece> pieces = pieces(node);
        Optional<Piece> hole = pieces.stream().filter(Piece::isHole).findFirst();
        return hole.isPresent()
                ? Value.decidedBy(hole.get().text())
                : value(new ScalarNode(
                        node.location(),
                        node.place(),
                        ScalarNode.Type.STRING,
                        pieces.stream().map(Piece::text).collect(Collectors.joining())));
    }

    /** Returns the nodes that a value can be by its conditions; {@code AWS::NoValue} is none. */
    static Stream<Node> branches(Node node) {
        Optional<ObjectNode.Member> function = function(node);
        if (function.isPresent()
                && function.get().key().equals(IF)
                && function.get().value() instanceof ArrayNode array) {
            return array.items().stream().skip(1).flatMap(Functions::branches);
        }
        return referred(node).filter(NO_VALUE::equals).isPresent() ? Stream.empty() : Stream.of(node);
    }

    /** Returns the parts of which a text is put together. */
    List<Piece> pieces(Node node) {
        if (node instanceof ScalarNode scalar) {
            return List.of(new Piece(scalar.text(), Optional.of(scalar), 0, false));
        }
        Optional<ObjectNode.Member> function = function(node);
        if (function.isPresent() && function.get().key().equals(JOIN)) {
            return join(function.get());
        }
        if (function.isPresent() && function.get().key().equals(SUB)) {
            return substituted(function.get().value());
        }
        return List.of(value(node)
                .text()
                .map(Piece::literal)
                .orElseGet(() -> Piece.hole(function.map(Functions::words).orElse(node.kind()))));
    }

    private List<Piece> join(ObjectNode.Member function) {
        if (!(function.value() instanceof ArrayNode array)
                || array.items().size() != 2
                || !(array.items().get(1) instanceof ArrayNode parts)) {
            return List.of(Piece.hole(words(function)));
        }
        String delimiter = text(array.items().get(0));
        List<Piece> pieces = new ArrayList<>();
        for (Node part : parts.items()) {
            if (!pieces.isEmpty() && !delimiter.isEmpty()) {
                pieces.add(Piece.literal(delimiter));
            }
            pieces.addAll(pieces(part));
        }
        return pieces;
    }

    private List<Piece> substituted(Node argument) {
        boolean withVariables =
                argument instanceof ArrayNode array && array.items().size() == 2;
        Node pattern = withVariables ? ((ArrayNode) argument).items().get(0) : argument;
        if (!(pattern instanceof ScalarNode scalar)) {
            return List.of(Piece.hole(SUB));
        }
        Optional<Node> variables =
                withVariables ? Optional.of(((ArrayNode) argument).items().get(1)) : Optional.empty();
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(scalar.text());
        int end = 0;
        while (matcher.find()) {
            pieces.add(part(scalar, end, matcher.start()));
            pieces.addAll(
                    matcher.group(1).isEmpty()
                            ? variable(matcher.group(2).strip(), variables)
                            : List.of(Piece.literal("${" + matcher.group(2) + "}")));
            end = matcher.end();
        }
        pieces.add(part(scalar, end, scalar.text().length()));
        return pieces;
    }

    private static Piece part(ScalarNode scalar, int from, int to) {
        return new Piece(scalar.text().substring(from, to), Optional.of(scalar), from, false);
    }

    private List<Piece> variable(String name, Optional<Node> variables) {
        Optional<Node> given =
                variables.filter(ObjectNode.class::isInstance).flatMap(map -> ((ObjectNode) map).get(name));
        return given.map(this::pieces)
                .orElseGet(
                        () -> List.of(reference(name).text().map(Piece::literal).orElseGet(() -> Piece.hole(name))));
    }

    private static String words(ObjectNode.Member function) {
        return referred(new ObjectNode(function.location(), function.value().place(), List.of(function)))
                .map(name -> function.key().equals(REF) ? name : function.key() + " of " + name)
                .orElse(function.key());
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }
}
