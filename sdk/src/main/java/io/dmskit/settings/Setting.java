package io.dmskit.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One key of the task settings. The constants live in the section classes, such as {@link FullLoadSettings}.
 *
 * @param section section name, such as {@code FullLoadSettings}; empty for a key of the document itself
 * @param key key inside the section
 * @param type Java type of its values: Boolean, Integer, String or an enum
 * @param defaultValue what the service fills in
 * @param range the numbers allowed; absent for other types, and where DMS names no limit
 * @param <T> type of its values
 */
public record Setting<T>(String section, String key, Class<T> type, T defaultValue, Optional<Range> range) {
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

    /** Creates a setting without a range. */
    public Setting(String section, String key, Class<T> type, T defaultValue) {
        this(section, key, type, defaultValue, Optional.empty());
    }

    static Setting<Boolean> flag(String section, String key, boolean defaultValue) {
        return new Setting<>(section, key, Boolean.class, defaultValue);
    }

    static Setting<Integer> number(String section, String key, int defaultValue, int least, int most) {
        return new Setting<>(section, key, Integer.class, defaultValue, Optional.of(new Range(least, most)));
    }

    static Setting<String> text(String section, String key, String defaultValue) {
        return new Setting<>(section, key, String.class, defaultValue);
    }

    static <E extends Enum<E>> Setting<E> word(String section, String key, E defaultValue) {
        return new Setting<>(section, key, defaultValue.getDeclaringClass(), defaultValue);
    }

    /** Returns the words an enum setting takes; none for other types. */
    List<String> words() {
        T[] constants = type.getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants).map(String::valueOf).toList();
    }

    /** Returns what is wrong with a value, if anything; the default is always right. */
    Optional<String> problem(Object value) {
        boolean outside = value instanceof Integer number
                && range.filter(allowed -> !allowed.holds(number)).isPresent();
        return outside && !value.equals(defaultValue)
                ? Optional.of(this + " is " + value + ": it must be " + range.get())
                : Optional.empty();
    }

    /** Returns {@code Section.Key}. */
    @Override
    public String toString() {
        return section.isEmpty() ? key : section + "." + key;
    }
}
