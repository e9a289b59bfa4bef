package io.dmskit.mapping.plan;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key of one table on the target. */
final class TableKey {
    private final Optional<Key> key;
    private final boolean uniqueIndex;

    /** Takes the key from {@code change} if it is a define-primary-key, else from the source. */
    TableKey(Table table, List<ColumnPlan> columns, Optional<TransformationRule> change, Conflicts conflicts) {
        if (change.isPresent() && change.get().action() instanceof Transformation.DefinePrimaryKey defined) {
            for (String column : defined.columns()) {
                if (columns.stream().noneMatch(plan -> plan.name().equals(column))) {
                    conflicts.add(
                            Conflict.NO_KEY_COLUMN,
                            List.of(change.get()),
                            "define-primary-key \"" + defined.name() + "\" of " + table.name()
                                    + ": the target has no column " + column + "; columns are "
                                    + columns.stream().map(ColumnPlan::name).toList());
                }
            }
            this.key = Optional.of(new Key(defined.name(), defined.columns()));
            this.uniqueIndex = defined.uniqueIndex();
        } else {
            this.key = table.key().flatMap(source -> surviving(source, columns));
            this.uniqueIndex = key.isPresent() && table.primaryKey().isEmpty();
        }
    }

    Optional<Key> key() {
        return key;
    }

    boolean isUniqueIndex() {
        return uniqueIndex;
    }

    /** A key without one of its columns, or with a masked one, identifies nothing. */
    private static Optional<Key> surviving(Key source, List<ColumnPlan> columns) {
        List<String> names = new ArrayList<>();
        for (String name : source.columns()) {
            columns.stream()
                    .filter(plan -> plan.origin() instanceof ColumnPlan.Copied copied
                            && copied.column().name().equals(name))
                    .findFirst()
                    .ifPresent(plan -> names.add(plan.name()));
        }
        return names.size() == source.columns().size() ? Optional.of(new Key(source.name(), names)) : Optional.empty();
    }
}
