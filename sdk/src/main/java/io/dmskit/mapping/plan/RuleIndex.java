package io.dmskit.mapping.plan;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the rules whose locator matches a table without trying each of them: by the schema, then by what the table's name begins
 * with. Which rules a schema's tables can meet is worked out once per schema; so an index serves one thread.
 */
final class RuleIndex<R extends Rule> {
    private final Map<NamePattern, Tables<R>> schemas = new HashMap<>();
    private final Map<String, List<Tables<R>>> met = new HashMap<>();

    /** Indexes rules by the schema and table that their locators name. */
    RuleIndex(List<R> rules, Function<R, NamePattern> schema, Function<R, NamePattern> table) {
        for (int i = 0; i < rules.size(); i++) {
            R rule = rules.get(i);
            schemas.computeIfAbsent(schema.apply(rule), pattern -> new Tables<>())
                    .add(new Placed<>(i, rule, table.apply(rule)));
        }
    }

    /** Returns the rules that match, in the order in which they were given. */
    List<R> matching(TableName name) {
        List<Placed<R>> found = new ArrayList<>();
        for (Tables<R> tables : met.computeIfAbsent(name.schema(), this::meet)) {
            tables.collect(name.table(), found);
        }
        found.sort(Comparator.comparingInt(Placed::place));
        List<R> rules = new ArrayList<>(found.size());
        for (Placed<R> placed : found) {
            rules.add(placed.rule());
        }
        return rules;
    }

    private List<Tables<R>> meet(String schema) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getKey().matches(schema))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A rule, its place among all rules, and the tables that it matches. */
    private record Placed<R>(int place, R rule, NamePattern table) {}

    /** The rules of one schema pattern: exact names by name, the others by what they begin with. */
    private static final class Tables<R> {
        private final Map<String, List<Placed<R>>> exact = new HashMap<>();
        private final Map<String, List<Placed<R>>> beginnings = new HashMap<>();
        private final TreeSet<Integer> lengths = new TreeSet<>();

        void add(Placed<R> placed) {
            String beginning = placed.table().beginning();
            if (placed.table().isExact()) {
                exact.computeIfAbsent(beginning, name -> new ArrayList<>()).add(placed);
            } else {
                beginnings.computeIfAbsent(beginning, name -> new ArrayList<>()).add(placed);
                lengths.add(beginning.length());
            }
        }

        void collect(String table, List<Placed<R>> found) {
            found.addAll(exact.getOrDefault(table, List.of()));
            for (int length : lengths) {
                if (length > table.length()) {
                    return;
                }
                for (Placed<R> placed : beginnings.getOrDefault(table.substring(0, length), List.of())) {
                    if (placed.table().matches(table)) {
                        found.add(placed);
                    }
                }
            }
        }
    }
}
