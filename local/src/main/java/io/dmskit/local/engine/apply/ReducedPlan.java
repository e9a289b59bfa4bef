package io.dmskit.local.engine.apply;

import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan without the columns that the target does not have yet. A source table may have been altered while the task was stopped;
 * its log then begins with the old columns, and {@link TableAlteration} adds the new ones where the log comes to them.
 */
public final class ReducedPlan {
    private ReducedPlan() {}

    /** Returns the plan as far as the existing target table goes. */
    public static TablePlan of(TablePlan plan, Table target) {
        List<ColumnPlan> there = plan.columns().stream()
                .filter(column -> target.column(column.name()).isPresent())
                .toList();
        if (there.size() == plan.columns().size()) {
            return plan;
        }
        Set<String> unknown = plan.columns().stream()
                .filter(column -> !there.contains(column))
                .filter(column -> column.origin() instanceof ColumnPlan.Copied)
                .map(column -> ((ColumnPlan.Copied) column.origin()).column().name())
                .collect(Collectors.toSet());
        Table source = plan.source();
        Table known = source.withColumns(source.columns().stream()
                .filter(column -> !unknown.contains(column.name()))
                .toList());
        return plan.withColumns(known, there);
    }
}
