package io.dmskit.mapping.plan;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.FilterText;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.Rule;
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
 * @param load how its rows and LOBs are loaded
 * @param reasons which rules made it so
 */
public record TablePlan(
        Table source,
        TableName target,
        List<ColumnPlan> columns,
        Optional<Key> key,
        boolean keyIsUniqueIndex,
        List<ColumnFilter> filters,
        int loadOrder,
        LoadPlan load,
        Reasons reasons) {
    /** Copies the lists. */
    public TablePlan {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }

    /** A plan that no rule explains. */
    public TablePlan(
            Table source,
            TableName target,
            List<ColumnPlan> columns,
            Optional<Key> key,
            boolean keyIsUniqueIndex,
            List<ColumnFilter> filters,
            int loadOrder,
            Optional<ParallelLoad.Ranges> ranges) {
        this(
                source,
                target,
                columns,
                key,
                keyIsUniqueIndex,
                filters,
                loadOrder,
                new LoadPlan(ranges.map(ParallelLoad.class::cast), Optional.empty()),
                Reasons.NONE);
    }

    /**
     * Which rules made a plan what it is.
     *
     * @param decidedBy the rules that decided about the table as a whole: the selection rules that match it, the rule that
     *     changed its schema, the rule that changed it, tablespaces and before-image columns, its table-settings, and the
     *     object mapping, tags and validation overrides that count for it; rules of its columns are with the columns
     * @param removed source columns that do not land
     */
    public record Reasons(List<Rule> decidedBy, List<RemovedColumn> removed) {
        /** Says nothing. */
        public static final Reasons NONE = new Reasons(List.of(), List.of());

        /** Copies the lists. */
        public Reasons {
            decidedBy = List.copyOf(decidedBy);
            removed = List.copyOf(removed);
        }
    }

    /** Returns the rules that decided about the table as a whole. */
    public List<Rule> decidedBy() {
        return reasons.decidedBy();
    }

    /** Returns the source columns that do not land. */
    public List<RemovedColumn> removed() {
        return reasons.removed();
    }

    /** Returns the ranges by which it is loaded in parallel, if any. */
    public Optional<ParallelLoad.Ranges> ranges() {
        return load.ranges();
    }

    /** Returns what a row must meet, for people, such as {@code id >= 5 and note is not null}; empty if every row passes. */
    public String filterText() {
        return FilterText.of(filters);
    }

    /** Returns the plan of this target column. */
    public Optional<ColumnPlan> column(String targetName) {
        return columns.stream()
                .filter(column -> column.name().equals(targetName))
                .findFirst();
    }

    /** Returns the same plan for a source with other columns, which land as {@code landing}. */
    public TablePlan withColumns(Table other, List<ColumnPlan> landing) {
        return new TablePlan(other, target, landing, key, keyIsUniqueIndex, filters, loadOrder, load, reasons);
    }
}
