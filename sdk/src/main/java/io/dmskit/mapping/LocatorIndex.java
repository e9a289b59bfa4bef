package io.dmskit.mapping;

import java.util.ArrayList;
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
        if (names.table().isExact()) {
            ofTable.computeIfAbsent(List.of(schema, names.table().text()), key -> new ArrayList<>())
                    .add(entry);
        } else {
            anyTableOfSchema.computeIfAbsent(schema, key -> new ArrayList<>()).add(entry);
        }
    }

    /** Returns the first rule that was added, can match an object that these names match too, and is wanted. */
    Optional<T> first(Names names, Predicate<T> wanted) {
        Optional<Entry<T>> first = Optional.empty();
        for (List<Entry<T>> candidates : candidates(names)) {
            for (Entry<T> candidate : candidates) {
                boolean late =
                        first.isPresent() && candidate.order() > first.get().order();
                if (late || !effort.spend()) {
                    break;
                }
                if (candidate.names().meet(names) && wanted.test(candidate.value())) {
                    first = Optional.of(candidate);
                    break;
                }
            }
        }
        return first.map(Entry::value);
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
