package io.dmskit.mapping.plan;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    private record Landed(TableName source, TableName target, boolean renamed, List<? extends Rule> namedBy) {
        boolean clashesWith(Landed other) {
            return target.equals(other.target) || renamed || other.renamed;
        }
    }

    /** Adds a table; {@code renamed} if a rule of the table, not of its schema, changed its name. */
    void add(TableName source, TableName target, boolean renamed, List<? extends Rule> namedBy) {
        TableName key = new TableName(
                target.schema().toLowerCase(Locale.ROOT), target.table().toLowerCase(Locale.ROOT));
        Landed landed = new Landed(source, target, renamed, namedBy);
        List<Landed> alike = taken.computeIfAbsent(key, name -> new ArrayList<>());
        Optional<Landed> clashing =
                alike.stream().filter(other -> other.clashesWith(landed)).findFirst();
        alike.add(landed);
        if (clashing.isPresent()) {
            Landed first = clashing.get();
            conflicts.add(
                    Conflict.ONE_NAME,
                    Stream.<Rule>concat(namedBy.stream(), first.namedBy().stream())
                            .distinct()
                            .toList(),
                    "tables " + first.source() + " and " + source + " both become " + target
                            + ": give them different names or exclude one");
        }
    }
}
