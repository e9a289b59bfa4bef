package io.dmskit.endpoint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One setting of an endpoint. The constants live in the classes of their families, such as {@link PostgreSQLSettings}.
 *
 * @param family the API's member that holds it, such as {@code PostgreSQLSettings}
 * @param name the API's name of it
 * @param type Java type of its values: Boolean, Integer, String, {@link IntegerList} or an enum of {@link SettingWord}s
 * @param defaultValue what DMS does without it, where the guide says so
 * @param range the numbers allowed; absent for other types, and where DMS names no limit
 * @param sides the sides for which it is meant
 * @param isRequired whether an endpoint of the family cannot do without it
 * @param <T> type of its values
 */
public record EndpointSetting<T>(
        String family,
        String name,
        Class<T> type,
        Optional<T> defaultValue,
        Optional<Range> range,
        Set<EndpointSide> sides,
        boolean isRequired) {

    /** Copies the set. */
    public EndpointSetting {
        sides = Set.copyOf(sides);
    }

    /**
     * Allowed numbers.
     *
     * @param least the least one
     * @param most the greatest one
     */
    public record Range(int least, int most) {
        boolean holds(int number) {
            return least <= number && number <= most;
        }

        @Override
        public String toString() {
            return most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        }
    }

    static EndpointSetting<Boolean> flag(String family, String name) {
        return of(family, name, Boolean.class);
    }

    static EndpointSetting<Integer> number(String family, String name) {
        return of(family, name, Integer.class);
    }

    static EndpointSetting<IntegerList> numbers(String family, String name) {
        return of(family, name, IntegerList.class);
    }

    static EndpointSetting<String> text(String family, String name) {
        return of(family, name, String.class);
    }

    static <E extends Enum<E> & SettingWord> EndpointSetting<E> word(String family, String name, Class<E> words) {
        return of(family, name, words);
    }

    private static <T> EndpointSetting<T> of(String family, String name, Class<T> type) {
        return new EndpointSetting<>(
                family, name, type, Optional.empty(), Optional.empty(), EnumSet.allOf(EndpointSide.class), false);
    }

    EndpointSetting<T> byDefault(T value) {
        return new EndpointSetting<>(family, name, type, Optional.of(value), range, sides, isRequired);
    }

    EndpointSetting<T> from(int least, int most) {
        return new EndpointSetting<>(
                family, name, type, defaultValue, Optional.of(new Range(least, most)), sides, isRequired);
    }

    EndpointSetting<T> atLeast(int least) {
        return from(least, Integer.MAX_VALUE);
    }

    EndpointSetting<T> onlyFor(EndpointSide side) {
        return new EndpointSetting<>(family, name, type, defaultValue, range, Set.of(side), isRequired);
    }

    EndpointSetting<T> required() {
        return new EndpointSetting<>(family, name, type, defaultValue, range, sides, true);
    }

    /** Returns the words a setting of words takes; none for other types. */
    public List<String> words() {
        T[] constants = type.getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants)
                        .map(constant -> ((SettingWord) constant).word())
                        .toList();
    }

    /** Returns what is wrong with a value, if anything. */
    Optional<String> problem(Object value) {
        if (isRequired && value instanceof String text && text.isBlank()) {
            return Optional.of(name + " is blank: it is needed");
        }
        return value instanceof Integer number
                        && range.filter(allowed -> !allowed.holds(number)).isPresent()
                ? Optional.of(name + " is " + number + ": it must be " + range.get())
                : Optional.empty();
    }

    /** Returns {@code Family.Name}. */
    @Override
    public String toString() {
        return family + "." + name;
    }
}
