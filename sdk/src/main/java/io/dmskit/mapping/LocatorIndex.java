package io.dmskit.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules by what they name, so that those which meet on an object are found without comparing all with all: exact names are looked
 * up, and only wildcards are compared.
 *
 * @param <T> what is found
 */
final class LocatorIndex<T> {
    private final Effort effort;
    private final List<Entry<T>> all = new ArrayList<>();
    private final List<Entry<T>> anySchema = new ArrayList<>();
    private final Map<String, List<Entry<T>>> inSchema = new HashMap<>();
    private final Map<String, List<Entry<T>>> anyTableOfSchema = new HashMap<>();
    private final Map<List<String>, List<Entry<T>>> ofTable = new HashMap<>();

    /** An index whose comparisons count towards {@code effort}. */
    LocatorIndex(Effort effort) {
        this.effort = effort;
    }

    /** What a rule names; {@code %} below the level that it is about. */
    record Names(NamePattern schema, NamePattern table, NamePattern column) {
        /** Tables. */
        Names(NamePattern schema, NamePattern table) {
            this(schema, table, NamePattern.ANY);
        }

        static Names of(ObjectLocator locator) {
            return new Names(locator.schema(), locator.table(), locator.column());
        }

        boolean meet(Names other) {
            return Overlap.meet(schema, other.schema)
                    && Overlap.meet(table, other.table)
                    && Overlap.meet(column, other.column);
        }

        boolean contain(Names other) {
            return Overlap.contains(schema, other.schema)
                    && Overlap.contains(table, other.table)
                    && Overlap.contains(column, other.column);
        }
    }

    /** How many comparisons are left; a document of nothing but wildcards must not take forever. */
    static final class Effort {
        private int left;

        Effort(int comparisons) {
            left = comparisons;
        }

        private boolean spend() {
            left--;
            return left >= 0;
        }

        /** Returns whether something was left uncompared. */
        boolean isSpent() {
            return left < 0;
        }
    }

    private record Entry<T>(int order, Names names, T value) {}

    /** Adds a rule; earlier ones are found first. */
    void add(Names names, T value) {
        Entry<T> entry = new Entry<>(all.size(), names, value);
        all.add(entry);
        if (!names.schema().isExact()) {
            anySchema.add(entry);
            return;
        }
        String schema = names.schema().text();
        inSchema.computeIfAbsent(schema, key -> new ArrayList<>()).add(entry);
        if (names.table().text().indexOf('%') < 0) {
            ofTable.computeIfAbsent(List.of(schema, names.table().text()), key -> new ArrayList<>())
                    .add(entry);
        }
        if (!names.table().isExact()) {
            anyTableOfSchema.computeIfAbsent(schema, key -> new ArrayList<>()).add(entry);
        }
    }

    /** Returns some rule that can match an object that these names match too, and is wanted. */
    Optional<T> any(Names names, Predicate<T> wanted) {
        for (List<Entry<T>> candidates : candidates(names)) {
            Optional<Entry<T>> found = first(candidates, names, wanted);
            if (found.isPresent()) {
                return found.map(Entry::value);
            }
        }
        return Optional.empty();
    }

    /** Returns the first rule that was added, can match an object that these names match too, and is wanted. */
    Optional<T> first(Names names, Predicate<T> wanted) {
        return candidates(names).stream()
                .flatMap(candidates -> first(candidates, names, wanted).stream())
                .min(Comparator.comparingInt(Entry::order))
                .map(Entry::value);
    }

    private Optional<Entry<T>> first(List<Entry<T>> candidates, Names names, Predicate<T> wanted) {
        for (Entry<T> candidate : candidates) {
            if (!effort.spend()) {
                return Optional.empty();
            }
            if (candidate.names().meet(names) && wanted.test(candidate.value())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private List<List<Entry<T>>> candidates(Names names) {
        if (!names.schema().isExact()) {
            return List.of(all);
        }
        String schema = names.schema().text();
        if (!names.table().isExact()) {
            return List.of(inSchema.getOrDefault(schema, List.of()), anySchema);
        }
        return List.of(
                ofTable.getOrDefault(List.of(schema, names.table().text()), List.of()),
                anyTableOfSchema.getOrDefault(schema, List.of()),
                anySchema);
    }
}
