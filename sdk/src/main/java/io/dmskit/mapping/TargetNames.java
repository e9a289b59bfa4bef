package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tables' names on the target, which must differ.
 *
 * <p>What the guide leaves open is decided here, and only here: names of tables and of columns must differ by more than their
 * case once a rule has changed one of them, since many targets ignore case; names that no rule changed stay as the source has
 * them, since what it allowed, it allowed. A rule of the schema changes no table's name.
 */
final class TargetNames {
    private final Conflicts conflicts;
    private final Map<TableName, List<Landed>> taken = new HashMap<>();

    TargetNames(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    private record Landed(TableName source, TableName target, List<Rule> rules) {
        boolean clashesWith(Landed other) {
            return target.equals(other.target) || !rules.isEmpty() || !other.rules.isEmpty();
        }
    }

    /** Adds a table; {@code rules} changed its name, if any. */
    void add(TableName source, TableName target, List<Rule> rules) {
        TableName key = new TableName(
                target.schema().toLowerCase(Locale.ROOT), target.table().toLowerCase(Locale.ROOT));
        Landed landed = new Landed(source, target, rules);
        List<Landed> alike = taken.computeIfAbsent(key, name -> new ArrayList<>());
        Optional<Landed> clashing =
                alike.stream().filter(other -> other.clashesWith(landed)).findFirst();
        alike.add(landed);
        if (clashing.isPresent()) {
            Landed first = clashing.get();
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
