package io.dmskit.mapping;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.document.NearestWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The target columns of one table: its own in their order, then the added ones in the order of their rule-ids. */
final class TableColumns {
    private final Table table;
    private final List<TransformationRule> rules;
    private final List<String> problems;
    private final List<ColumnPlan> plans = new ArrayList<>();
    private final List<RemovedColumn> removed = new ArrayList<>();

    /** Plans the columns by the column rules that match the table. */
    TableColumns(Table table, List<TransformationRule> rules, List<String> problems) {
        this.table = table;
        this.rules = rules.stream()
                .sorted(Comparator.comparingLong(TransformationRule::id))
                .toList();
        this.problems = problems;
        Optional<TransformationRule> include =
                Precedence.first(rules, action -> action instanceof Transformation.IncludeColumn);
        table.columns().forEach(column -> own(column, include));
        this.rules.forEach(this::added);
        unique();
    }

    List<ColumnPlan> plans() {
        return plans;
    }

    List<RemovedColumn> removed() {
        return removed;
    }

    private void own(Column column, Optional<TransformationRule> include) {
        List<TransformationRule> matching = rules.stream()
                .filter(rule -> !(rule.action() instanceof Transformation.AddColumn))
                .filter(rule -> rule.column().matches(column.name()))
                .filter(rule -> rule.dataType().isEmpty()
                        || SourceTypes.matches(column, rule.dataType().get()))
                .toList();
        boolean included = matching.stream().anyMatch(rule -> rule.action() instanceof Transformation.IncludeColumn);
        Optional<TransformationRule> change = Precedence.first(matching, Precedence::competes);
        if (change.isPresent() && change.get().action() instanceof Transformation.RemoveColumn) {
            removed.add(new RemovedColumn(column, change.get()));
            return;
        }
        if (include.isPresent() && !included) {
            removed.add(new RemovedColumn(column, include.get()));
            return;
        }
        Optional<TransformationRule> mask =
                Precedence.first(matching, action -> action instanceof Transformation.Masking);
        List<Rule> deciding = new ArrayList<>();
        change.ifPresent(deciding::add);
        mask.ifPresent(deciding::add);
        deciding.sort(Comparator.comparingLong(Rule::id));
        plans.add(new ColumnPlan(name(column, change), type(change), origin(column, mask), deciding));
    }

    private static String name(Column column, Optional<TransformationRule> change) {
        return change.isPresent() && change.get().action() instanceof Transformation.NameChange rename
                ? rename.apply(column.name())
                : column.name();
    }

    private static Optional<DataType> type(Optional<TransformationRule> change) {
        return change.isPresent() && change.get().action() instanceof Transformation.ChangeDataType typed
                ? Optional.of(typed.type())
                : Optional.empty();
    }

    private static ColumnPlan.Origin origin(Column column, Optional<TransformationRule> mask) {
        return mask.isPresent() && mask.get().action() instanceof Transformation.Masking masking
                ? new ColumnPlan.Masked(column, masking)
                : new ColumnPlan.Copied(column);
    }

    private void added(TransformationRule rule) {
        if (!(rule.action() instanceof Transformation.AddColumn added)) {
            return;
        }
        for (String column : added.expression().columns()) {
            if (table.column(column).isEmpty()) {
                problems.add("rule " + rule.id() + " (" + rule.describe() + ") reads $" + column + ", but "
                        + table.name() + " has no such column" + nearest(column, table));
            }
        }
        table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(added.column()))
                .findFirst()
                .ifPresent(column -> problems.add("rule " + rule.id() + " (" + rule.describe() + "): " + table.name()
                        + " already has a column " + column.name() + "; choose another name"));
        Optional<TransformationRule> mask = Precedence.first(
                rules.stream()
                        .filter(other -> other.column().matches(added.column()))
                        .toList(),
                action -> action instanceof Transformation.Masking);
        Expression value = mask.isPresent() && mask.get().action() instanceof Transformation.Masking masking
                ? masked(added, masking, mask.get())
                : added.expression();
        List<Rule> deciding = new ArrayList<>(List.of(rule));
        mask.ifPresent(deciding::add);
        plans.add(new ColumnPlan(added.column(), Optional.of(added.type()), new ColumnPlan.Computed(value), deciding));
    }

    /** A mask over a computed value is itself computed: SQLite can replace digits and hash, but not draw digits. */
    private Expression masked(Transformation.AddColumn added, Transformation.Masking masking, Rule rule) {
        String value = "(" + added.expression().text() + ")";
        if (masking instanceof Transformation.HashMask) {
            return Expression.parse("upper(hash_sha256" + value + ")");
        }
        if (masking instanceof Transformation.DigitsMask digits) {
            String mask = digits.mask() == '\'' ? "''''" : "'" + digits.mask() + "'";
            for (char digit = '0'; digit <= '9'; digit++) {
                value = "replace(" + value + ", '" + digit + "', " + mask + ")";
            }
            return Expression.parse(value);
        }
        problems.add("rule " + rule.id() + " (" + rule.describe() + ") draws digits for the added column "
                + added.column() + ": mask it by data-masking-digits-mask or data-masking-hash-mask");
        return added.expression();
    }

    /**
     * Names must differ by more than their case. Names that no rule touched stay as the source has them: what it allowed, it
     * allowed.
     */
    private void unique() {
        Map<String, ColumnPlan> seen = new HashMap<>();
        for (ColumnPlan plan : plans) {
            ColumnPlan first = seen.putIfAbsent(plan.name().toLowerCase(Locale.ROOT), plan);
            boolean touched = first != null
                    && !(first.decidedBy().isEmpty() && plan.decidedBy().isEmpty());
            if (first != null && touched && !isReported(plan)) {
                problems.add("columns " + describe(first) + " and " + describe(plan) + " of " + table.name()
                        + " both become \"" + plan.name() + "\": give them different names or remove one");
            }
        }
    }

    private boolean isReported(ColumnPlan plan) {
        return plan.origin() instanceof ColumnPlan.Computed
                && table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(plan.name()));
    }

    private static String describe(ColumnPlan plan) {
        if (plan.origin() instanceof ColumnPlan.Copied copied) {
            return copied.column().name();
        }
        return plan.origin() instanceof ColumnPlan.Masked masked
                ? masked.column().name()
                : plan.name() + " (added)";
    }

    /** Returns a hint to the column that may have been meant, or nothing. */
    static String nearest(String column, Table table) {
        return NearestWord.to(column, table.columns().stream().map(Column::name).toList())
                .map(near -> ", did you mean " + near + "?")
                .orElse("");
    }
}
