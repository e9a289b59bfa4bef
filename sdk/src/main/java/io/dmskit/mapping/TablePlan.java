package io.dmskit.mapping;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * How one source table lands on the target.
 *
 * @param source the table as the source has it
 * @param target its name on the target
 * @param columns target columns in order
 * @param key the key on the target in target names: by define-primary-key, else the source's key when all its columns are
 *     there unmasked; nothing otherwise
 * @param keyIsUniqueIndex whether the key is a unique index rather than a primary key
 * @param filters AND-ed source filters; empty lets every row pass
 * @param loadOrder higher loads first, 0 if not given
 * @param ranges segments to load in parallel, if any
 */
public record TablePlan(
        Table source,
        TableName target,
        List<ColumnPlan> columns,
        Optional<Key> key,
        boolean keyIsUniqueIndex,
        List<ColumnFilter> filters,
        int loadOrder,
        Optional<TableSettingsRule.Ranges> ranges) {
    /** Copies the lists. */
    public TablePlan {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }

    /** Returns the plan of this target column. */
    public Optional<ColumnPlan> column(String targetName) {
        return columns.stream()
                .filter(column -> column.name().equals(targetName))
                .findFirst();
    }
}
