package io.dmskit.cloudformation;

import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a property can be once the template is deployed.
 *
 * @param possible what it can be; an empty one is a property that is not given
 * @param unknown what decides if it can be anything else too, such as {@code parameter Size}
 */
record Value(List<Optional<Node>> possible, Optional<String> unknown) {
    /** A property that is not given. */
    static final Value ABSENT = new Value(List.of(Optional.empty()), Optional.empty());

    Value {
        possible = List.copyOf(possible);
    }

    /** What a rule makes of a value. */
    enum Verdict {
        PASSES,
        FAILS,
        /** It passes or fails by what only the deployment decides. */
        OPEN
    }

    static Value of(Node node) {
        return new Value(List.of(Optional.of(node)), Optional.empty());
    }

    static Value decidedBy(String what) {
        return new Value(List.of(), Optional.of(what));
    }

    /** Returns what this or the other can be. */
    Value or(Value other) {
        List<Optional<Node>> both = new ArrayList<>(possible);
        both.addAll(other.possible);
        return new Value(both, unknown.or(other::unknown));
    }

    /** Returns what a key of it can be. */
    Value member(String key, Functions functions) {
        Value value = new Value(List.of(), unknown);
        for (Optional<Node> one : possible) {
            value = value.or(one.map(node -> member(node, key, functions)).orElse(ABSENT));
        }
        return value;
    }

    /** Beside keys there may be a function that adds others, such as {@code Fn::Transform}. */
    private static Value member(Node node, String key, Functions functions) {
        if (!(node instanceof ObjectNode object)) {
            return ABSENT;
        }
        return object.get(key).map(functions::value).orElseGet(() -> object.members().stream()
                .map(ObjectNode.Member::key)
                .filter(other -> other.startsWith("Fn::"))
                .findFirst()
                .map(Value::decidedBy)
                .orElse(ABSENT));
    }

    /** Returns what a rule makes of everything this can be. */
    Verdict judge(Predicate<Optional<Node>> passes) {
        long passing = possible.stream().filter(passes).count();
        if (unknown.isPresent() || (passing > 0 && passing < possible.size())) {
            return Verdict.OPEN;
        }
        return passing > 0 ? Verdict.PASSES : Verdict.FAILS;
    }

    /** Returns whether it is certainly not given. */
    boolean isAbsent() {
        return unknown.isEmpty() && possible.stream().allMatch(Optional::isEmpty);
    }

    /** Returns whether it is certainly given, whatever it is. */
    boolean isGiven() {
        return possible.stream().allMatch(Optional::isPresent);
    }

    /** Returns the texts it can be, as far as they are known. */
    Stream<String> texts() {
        return possible.stream().flatMap(Optional::stream).flatMap(Value::text);
    }

    private static Stream<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Stream.of(scalar.text()) : Stream.empty();
    }

    /** Returns its text if it can only be one. */
    Optional<String> text() {
        List<String> texts = texts().distinct().toList();
        boolean one = unknown.isEmpty()
                && texts.size() == 1
                && possible.stream().allMatch(value -> value.filter(ScalarNode.class::isInstance)
                        .isPresent());
        return one ? Optional.of(texts.get(0)) : Optional.empty();
    }

    /** Returns it as a number, if it can only be one. */
    Optional<Integer> number() {
        return text().filter(text -> text.matches("-?[0-9]{1,9}")).map(Integer::valueOf);
    }

    static boolean isTrue(Optional<Node> value) {
        return is(value, "true");
    }

    static boolean isFalse(Optional<Node> value) {
        return is(value, "false");
    }

    /** CloudFormation takes texts for booleans, and DMS words in any case. */
    static boolean is(Optional<Node> value, String word) {
        return value.stream().flatMap(Value::text).anyMatch(word::equalsIgnoreCase);
    }

    /** Returns it in words, as what a property is: {@code is not given}, {@code is true}, {@code depends on condition Large}. */
    String describe() {
        if (unknown.isPresent()) {
            return "depends on " + unknown.get();
        }
        return "is "
                + possible.stream()
                        .map(value -> value.map(Value::shown).orElse("not given"))
                        .distinct()
                        .collect(Collectors.joining(" or "));
    }

    private static String shown(Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : node.kind();
    }
}
