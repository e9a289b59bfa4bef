package io.dmskit.local.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.dmskit.local.wire.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The members of a fault's document; remembers which were asked for, since all others are mistakes. For one thread. */
final class FaultMembers {
    private final JsonNode object;
    private final Set<String> known = new TreeSet<>();

    FaultMembers(JsonNode object) {
        this.object = object;
    }

    static Fault refusal(String problem) {
        return new Fault("InvalidParameterValueException", "no fault was injected: " + problem);
    }

    private Optional<JsonNode> member(String name, Predicate<JsonNode> right, String wanted) {
        known.add(name);
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!right.test(value)) {
            throw refusal(name + " is " + value + "; it must be " + wanted);
        }
        return Optional.of(value);
    }

    String text(String name) {
        return member(name, JsonNode::isTextual, "a string")
                .map(JsonNode::textValue)
                .orElseThrow(() -> refusal(name + " is missing"));
    }

    OptionalInt integer(String name) {
        Optional<JsonNode> value =
                member(name, node -> node.isIntegralNumber() && node.canConvertToInt(), "a whole number");
        return value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
    }

    OptionalDouble number(String name) {
        Optional<JsonNode> value = member(name, JsonNode::isNumber, "a number");
        return value.isPresent() ? OptionalDouble.of(value.get().doubleValue()) : OptionalDouble.empty();
    }

    /** Returns a span of time, zero when it is not given. */
    Duration seconds(String name) {
        double seconds = number(name).orElse(0);
        if (seconds < 0 || seconds > 3600) {
            throw refusal(name + " is " + seconds + "; allowed are 0 to 3600");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    boolean flag(String name) {
        return member(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    Set<String> operations() {
        Optional<JsonNode> list = member("operations", JsonNode::isArray, "a list of names of operations");
        Set<String> names = new TreeSet<>();
        list.ifPresent(array -> array.forEach(element -> names.add(element.asText())));
        return names;
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> words) {
        String word = text(name);
        return Arrays.stream(words.getEnumConstants())
                .filter(constant -> lower(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> refusal(name + " is \"" + word + "\"; allowed are "
                        + Arrays.stream(words.getEnumConstants())
                                .map(FaultMembers::lower)
                                .collect(Collectors.joining(", "))));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Refuses members that the type does not have. */
    void refuseOthers(String type) {
        Set<String> others = new TreeSet<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw refusal(type + " has no " + String.join(", ", others) + "; it has " + String.join(", ", known));
        }
    }
}
