package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tables' names on the target, which must differ.
 *
 * <p>What the guide leaves open is decided here, and only here: names of tables and of columns must differ by more than their
 * case once a rule has changed one of them, since many targets ignore case; names that no rule changed stay as the source has
 * them, since what it allowed, it allowed. A rule of the schema changes no table's name.
 */
final class TargetNames {
    private final Conflicts conflicts;
    private final Map<TableName, Landed> taken = new HashMap<>();

    TargetNames(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    private record Landed(TableName source, TableName target, List<Rule> rules) {}

    /** Adds a table; {@code rules} changed its name, if any. */
    void add(TableName source, TableName target, List<Rule> rules) {
        TableName key = new TableName(
                target.schema().toLowerCase(Locale.ROOT), target.table().toLowerCase(Locale.ROOT));
        Landed landed = new Landed(source, target, rules);
        Landed first = taken.putIfAbsent(key, landed);
        if (first == null) {
            return;
        }
        boolean changed = !first.rules().isEmpty() || !rules.isEmpty();
        if (changed || first.target().equals(target)) {
            List<Rule> both = new ArrayList<>(first.rules());
            both.addAll(rules);
            conflicts.add(
                    Conflict.ONE_NAME,
                    both,
                    "tables " + first.source() + " and " + source + " both become " + target
                            + ": give them different names or exclude one");
        }
    }
}
