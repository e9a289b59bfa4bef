package io.dmskit.mapping.plan;

import io.dmskit.catalog.Table;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.Precedence;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Transformation.AddColumn;
import io.dmskit.mapping.Transformation.DigitsMask;
import io.dmskit.mapping.Transformation.HashMask;
import io.dmskit.mapping.Transformation.Masking;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column that an add-column rule gives one table. */
final class AddedColumn {
    private final Table table;
    private final TransformationRule rule;
    private final AddColumn added;
    private final Conflicts conflicts;

    AddedColumn(Table table, TransformationRule rule, AddColumn added, Conflicts conflicts) {
        this.table = table;
        this.rule = rule;
        this.added = added;
        this.conflicts = conflicts;
    }

    /** Returns its plan; {@code rules} are the column rules of the table, one of which may mask it. */
    ColumnPlan plan(List<TransformationRule> rules) {
        check();
        Optional<TransformationRule> mask = Precedence.first(
                rules.stream()
                        .filter(other -> other.column().matches(added.column()))
                        .toList(),
                Masking.class::isInstance);
        Expression value = mask.isPresent() && mask.get().action() instanceof Masking masking
                ? masked(masking, mask.get())
                : added.expression();
        List<Rule> deciding = new ArrayList<>(List.of(rule));
        mask.ifPresent(deciding::add);
        return new ColumnPlan(added.column(), Optional.of(added.type()), new ColumnPlan.Computed(value), deciding);
    }

    private void check() {
        for (String column : added.expression().columns()) {
            if (table.column(column).isEmpty()) {
                conflicts.add(
                        Conflict.NO_SUCH_COLUMN,
                        List.of(rule),
                        "rule " + rule.id() + " (" + rule.describe() + ") reads $" + column + ", but " + table.name()
                                + " has no such column" + TableColumns.nearest(column, table));
            }
        }
        table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(added.column()))
                .findFirst()
                .ifPresent(column -> conflicts.add(
                        Conflict.COLUMN_IS_THERE,
                        List.of(rule),
                        "rule " + rule.id() + " (" + rule.describe() + "): " + table.name() + " already has a column "
                                + column.name() + "; choose another name"));
    }

    /** A mask over a computed value is itself computed: SQLite can replace digits and hash, but not draw digits. */
    private Expression masked(Masking masking, Rule masker) {
        String value = "(" + added.expression().text() + ")";
        if (masking instanceof HashMask) {
            return Expression.parse("upper(hash_sha256" + value + ")");
        }
        if (masking instanceof DigitsMask digits) {
            String mask = digits.mask() == '\'' ? "''''" : "'" + digits.mask() + "'";
            for (char digit = '0'; digit <= '9'; digit++) {
                value = "replace(" + value + ", '" + digit + "', " + mask + ")";
            }
            return Expression.parse(value);
        }
        conflicts.add(
                Conflict.ONE_MASK,
                List.of(masker),
                "rule " + masker.id() + " (" + masker.describe() + ") draws digits for the added column "
                        + added.column() + ": mask it by data-masking-digits-mask or data-masking-hash-mask");
        return added.expression();
    }
}
