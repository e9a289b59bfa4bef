package io.dmskit.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One key of the task settings. The constants live in the section classes, such as {@link FullLoadSettings}.
 *
 * @param section section name, such as {@code FullLoadSettings}, nested ones with a dot between, such as
 *     {@code TTSettings.TTS3Settings}; empty for a key of the document itself
 * @param key key inside the section
 * @param type Java type of its values: Boolean, Integer, String, an enum, or one of {@link LogComponents}, {@link Operations},
 *     {@link CharacterReplacements} and {@link CodePoint}
 * @param defaultValue what the service fills in
 * @param range the numbers allowed; absent for other types
 * @param words the words allowed; empty where any text is
 * @param migrationTypes the migration types in which it has an effect
 * @param <T> type of its values
 */
public record Setting<T>(
        String section,
        String key,
        Class<T> type,
        T defaultValue,
        Optional<Range> range,
        List<String> words,
        Set<MigrationType> migrationTypes) {
    private static final Set<MigrationType> ALWAYS = Set.of(MigrationType.values());

    /**
     * Allowed numbers.
     *
     * @param least the least one
     * @param most the greatest one
     * @param code code of the finding about a number outside
     */
    public record Range(int least, int most, String code) {
        boolean holds(int number) {
            return least <= number && number <= most;
        }

        @Override
        public String toString() {
            return most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        }
    }

    /** Copies the collections. */
    public Setting {
        words = List.copyOf(words);
        migrationTypes = Set.copyOf(migrationTypes);
    }

    private Setting(String section, String key, Class<T> type, T defaultValue, List<String> words) {
        this(section, key, type, defaultValue, Optional.empty(), words, ALWAYS);
    }

    static Setting<Boolean> flag(String section, String key, boolean defaultValue) {
        return new Setting<>(section, key, Boolean.class, defaultValue, List.of());
    }

    static Setting<Integer> number(String section, String key, int defaultValue, int least, int most) {
        Range range = new Range(least, most, "X12");
        return new Setting<>(section, key, Integer.class, defaultValue, Optional.of(range), List.of(), ALWAYS);
    }

    static Setting<String> text(String section, String key, String... words) {
        return new Setting<>(section, key, String.class, "", List.of(words));
    }

    static Setting<String> textOr(String defaultValue, String section, String key) {
        return new Setting<>(section, key, String.class, defaultValue, List.of());
    }

    static <E extends Enum<E>> Setting<E> word(String section, String key, E defaultValue) {
        Class<E> type = defaultValue.getDeclaringClass();
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList();
        return new Setting<>(section, key, type, defaultValue, words);
    }

    static <T extends Structured> Setting<T> structured(String section, String key, Class<T> type, T defaultValue) {
        return new Setting<>(section, key, type, defaultValue, List.of());
    }

    /** Returns the same setting with this code for numbers outside its range. */
    Setting<T> outsideIs(String code) {
        Optional<Range> coded = range.map(numbers -> new Range(numbers.least(), numbers.most(), code));
        return new Setting<>(section, key, type, defaultValue, coded, words, migrationTypes);
    }

    /** Returns the same setting, without effect in tasks that only replicate changes. */
    Setting<T> whileLoading() {
        return during(MigrationType.FULL_LOAD, MigrationType.FULL_LOAD_AND_CDC);
    }

    /** Returns the same setting, without effect in tasks that only load. */
    Setting<T> whileReplicating() {
        return during(MigrationType.CDC, MigrationType.FULL_LOAD_AND_CDC);
    }

    /** Returns the same setting, with an effect only where a load goes over into replication. */
    Setting<T> betweenBoth() {
        return during(MigrationType.FULL_LOAD_AND_CDC);
    }

    private Setting<T> during(MigrationType... types) {
        return new Setting<>(section, key, type, defaultValue, range, words, Set.of(types));
    }

    /** Returns whether the setting has an effect in this migration type. */
    public boolean matters(MigrationType migrationType) {
        return migrationTypes.contains(migrationType);
    }

    /** Returns what is wrong with a value, if anything; the default is always right. */
    Optional<String> problem(Object value) {
        if (value.equals(defaultValue)) {
            return Optional.empty();
        }
        if (value instanceof Integer number && range.isPresent() && !range.get().holds(number)) {
            return Optional.of(this + " is " + value + ": it must be " + range.get());
        }
        if (value instanceof String text && !words.isEmpty() && !words.contains(text)) {
            return Optional.of(this + " is \"" + text + "\"; allowed: " + String.join(", ", words));
        }
        return Optional.empty();
    }

    /** Section and key tell settings apart; the rest only costs time. */
    @Override
    public int hashCode() {
        return 31 * section.hashCode() + key.hashCode();
    }

    /** Returns {@code Section.Key}. */
    @Override
    public String toString() {
        return section.isEmpty() ? key : section + "." + key;
    }
}
