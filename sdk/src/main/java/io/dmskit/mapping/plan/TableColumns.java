package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.document.NearestWord;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.Precedence;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Transformation.AddColumn;
import io.dmskit.mapping.Transformation.ChangeDataType;
import io.dmskit.mapping.Transformation.IncludeColumn;
import io.dmskit.mapping.Transformation.Masking;
import io.dmskit.mapping.Transformation.RemoveColumn;
import io.dmskit.mapping.TransformationRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The target columns of one table: its own in their order, then the added ones in the order of their rule-ids. */
final class TableColumns {
    private final Table table;
    private final List<TransformationRule> rules;
    private final Conflicts conflicts;
    private final List<ColumnPlan> plans;
    private final List<RemovedColumn> removed = new ArrayList<>();

    /**
     * Plans the columns.
     *
     * @param rules the column rules that match the table, lowest id first
     */
    TableColumns(Table table, List<TransformationRule> rules, Conflicts conflicts) {
        this.table = table;
        this.rules = rules;
        this.conflicts = conflicts;
        this.plans = new ArrayList<>(table.columns().size());
        if (rules.isEmpty()) {
            table.columns().forEach(this::copied);
            return;
        }
        Optional<TransformationRule> include = Precedence.first(rules, IncludeColumn.class::isInstance);
        table.columns().forEach(column -> own(column, include));
        for (TransformationRule rule : rules) {
            if (rule.action() instanceof AddColumn added) {
                plans.add(new AddedColumn(table, rule, added, conflicts).plan(rules));
            }
        }
        unique();
    }

    List<ColumnPlan> plans() {
        return plans;
    }

    List<RemovedColumn> removed() {
        return removed;
    }

    private void copied(Column column) {
        plans.add(new ColumnPlan(column.name(), Optional.empty(), new ColumnPlan.Copied(column), List.of()));
    }

    private void own(Column column, Optional<TransformationRule> include) {
        List<TransformationRule> matching = matching(column);
        if (matching.isEmpty() && include.isEmpty()) {
            copied(column);
            return;
        }
        Optional<TransformationRule> change = Precedence.first(matching, Precedence::competes);
        if (change.isPresent() && change.get().action() instanceof RemoveColumn) {
            removed.add(new RemovedColumn(column, change.get()));
            return;
        }
        if (include.isPresent()
                && Precedence.first(matching, IncludeColumn.class::isInstance).isEmpty()) {
            removed.add(new RemovedColumn(column, include.get()));
            return;
        }
        List<Rule> deciding = new ArrayList<>();
        Optional<Masking> mask = Optional.empty();
        for (TransformationRule rule : matching) {
            if (change.isPresent() && rule.equals(change.get())) {
                deciding.add(rule);
            } else if (mask.isEmpty() && rule.action() instanceof Masking masking) {
                mask = Optional.of(masking);
                deciding.add(rule);
            }
        }
        plans.add(new ColumnPlan(
                new SourceName(table.name(), column).renamed(change, column.name(), conflicts),
                type(change),
                mask.isPresent() ? new ColumnPlan.Masked(column, mask.get()) : new ColumnPlan.Copied(column),
                deciding));
    }

    private List<TransformationRule> matching(Column column) {
        List<TransformationRule> matching = new ArrayList<>();
        for (TransformationRule rule : rules) {
            if (!(rule.action() instanceof AddColumn)
                    && rule.column().matches(column.name())
                    && (rule.dataType().isEmpty()
                            || SourceTypes.matches(column, rule.dataType().get()))) {
                matching.add(rule);
            }
        }
        return matching;
    }

    private static Optional<DataType> type(Optional<TransformationRule> change) {
        return change.isPresent() && change.get().action() instanceof ChangeDataType typed
                ? Optional.of(typed.type())
                : Optional.empty();
    }

    /** See {@link TargetNames} for what makes two names one. */
    private void unique() {
        Map<String, ColumnPlan> seen = new HashMap<>();
        for (ColumnPlan plan : plans) {
            ColumnPlan first = seen.putIfAbsent(plan.name().toLowerCase(Locale.ROOT), plan);
            boolean touched = first != null
                    && !(first.decidedBy().isEmpty() && plan.decidedBy().isEmpty());
            if (first != null && touched && !isReported(plan)) {
                List<Rule> both = new ArrayList<>(first.decidedBy());
                both.addAll(plan.decidedBy());
                conflicts.add(
                        Conflict.ONE_NAME,
                        both,
                        "columns " + describe(first) + " and " + describe(plan) + " of " + table.name()
                                + " both become \"" + plan.name() + "\": give them different names or remove one");
            }
        }
    }

    /** {@link AddedColumn} has said it already. */
    private boolean isReported(ColumnPlan plan) {
        return plan.origin() instanceof ColumnPlan.Computed
                && table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(plan.name()));
    }

    private static String describe(ColumnPlan plan) {
        return plan.source().map(Column::name).orElseGet(() -> plan.name() + " (added)");
    }

    /** Returns a hint to the column that may have been meant, or nothing. */
    static String nearest(String column, Table table) {
        return NearestWord.to(column, table.columns().stream().map(Column::name).toList())
                .map(near -> ", did you mean " + near + "?")
                .orElse("");
    }
}
