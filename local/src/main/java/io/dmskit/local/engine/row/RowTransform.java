package io.dmskit.local.engine.row;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.Transformation.Masking;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.ColumnPlan.Computed;
import io.dmskit.mapping.plan.ColumnPlan.Copied;
import io.dmskit.mapping.plan.ColumnPlan.Masked;
import io.dmskit.mapping.plan.TablePlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns source rows of one table into target rows, as text; the same for loaded and changed rows. For one thread.
 */
public final class RowTransform implements AutoCloseable {
    private final int[] verbatim;
    private final List<Step> steps = new ArrayList<>();
    private final BitSet inputs = new BitSet();
    private final BitSet computedTargets = new BitSet();
    private final @Nullable SqliteExpressions expressions;

    /** A target column whose value is made from the value of one source column. */
    private record Step(int source, int target, Column column, Optional<Masking> mask, Optional<DataType> type) {
        @Nullable String apply(@Nullable String value) {
            String masked = mask.isPresent() ? Masks.apply(mask.get(), column, value) : value;
            return masked == null || type.isEmpty() ? masked : converted(masked, column, type.get());
        }
    }

    /** Creates the transform of a table. */
    public RowTransform(TablePlan plan) throws SQLException {
        List<SqliteExpressions.Computed> computed = new ArrayList<>();
        verbatim = new int[plan.columns().size()];
        for (int target = 0; target < verbatim.length; target++) {
            ColumnPlan column = plan.columns().get(target);
            verbatim[target] = -1;
            if (column.origin() instanceof Computed expression) {
                computedTargets.set(target);
                computed.add(new SqliteExpressions.Computed(
                        target, expression.expression().text(), column.type()));
            } else {
                add(plan, target, column);
            }
        }
        expressions = computed.isEmpty() ? null : new SqliteExpressions(plan.source(), computed);
        if (expressions != null) {
            for (int input : expressions.inputs()) {
                inputs.set(input);
            }
        }
    }

    private void add(TablePlan plan, int target, ColumnPlan column) {
        Column from = column.origin() instanceof Copied copied ? copied.column() : ((Masked) column.origin()).column();
        int source = plan.source().columns().indexOf(from);
        if (column.origin() instanceof Copied && !needsConversion(from, column.type())) {
            verbatim[target] = source;
            return;
        }
        Optional<Masking> mask =
                column.origin() instanceof Masked masked ? Optional.of(masked.mask()) : Optional.empty();
        steps.add(new Step(source, target, from, mask, column.type()));
        inputs.set(source);
    }

    /** Returns the source column that a target column takes unchanged, or -1 if its value is made. */
    public int verbatim(int target) {
        return verbatim[target];
    }

    /** Returns the source columns from which values are made. */
    public BitSet inputs() {
        return (BitSet) inputs.clone();
    }

    /** Returns the source columns that decide the value of a target column. */
    public BitSet sources(int target) {
        BitSet sources = new BitSet();
        if (verbatim[target] >= 0) {
            sources.set(verbatim[target]);
        }
        steps.stream().filter(step -> step.target() == target).forEach(step -> sources.set(step.source()));
        if (expressions != null) {
            expressions.inputs(target).forEach(sources::set);
        }
        return sources;
    }

    /** Returns a target row. */
    public @Nullable String[] apply(@Nullable String[] source, RowContext context) throws SQLException {
        @Nullable String[] target = new String[verbatim.length];
        for (int i = 0; i < verbatim.length; i++) {
            if (verbatim[i] >= 0) {
                target[i] = source[verbatim[i]];
            }
        }
        make(source, context, target);
        return target;
    }

    /** Fills in only the values that are made; {@code source} needs only {@link #inputs()}. */
    public void make(@Nullable String[] source, RowContext context, @Nullable String[] target) throws SQLException {
        for (Step step : steps) {
            target[step.target()] = step.apply(source[step.source()]);
        }
        if (expressions != null) {
            expressions.evaluate(source, context, target);
        }
    }

    /**
     * Returns the target columns that a change can set when the log does not carry some source columns, because they are large
     * and the change left them as they were.
     *
     * @throws SQLException if an expression mixes such a column with others, so that its value cannot be known
     */
    public BitSet known(BitSet unchanged) throws SQLException {
        BitSet known = new BitSet();
        known.set(0, verbatim.length);
        if (unchanged.isEmpty()) {
            return known;
        }
        for (int i = 0; i < verbatim.length; i++) {
            if (verbatim[i] >= 0 && unchanged.get(verbatim[i])) {
                known.clear(i);
            }
        }
        steps.stream().filter(step -> unchanged.get(step.source())).forEach(step -> known.clear(step.target()));
        if (expressions != null) {
            forgetExpressions(unchanged, known, expressions.inputs());
        }
        return known;
    }

    private void forgetExpressions(BitSet unchanged, BitSet known, int[] read) throws SQLException {
        BitSet missing = new BitSet();
        for (int input : read) {
            if (unchanged.get(input)) {
                missing.set(input);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        if (missing.cardinality() < read.length) {
            throw new SQLException(
                    "an expression reads a large value that the log of the source does not carry because the"
                            + " change left it alone; set REPLICA IDENTITY FULL on the source table");
        }
        known.andNot(computedTargets);
    }

    private static boolean needsConversion(Column column, Optional<DataType> type) {
        return type.isPresent()
                && (column.kind() == Column.Kind.BOOLEAN
                        || (isWhole(type.get())
                                && (column.kind() == Column.Kind.DECIMAL || column.kind() == Column.Kind.FLOATING)));
    }

    private static boolean isWhole(DataType type) {
        return type.name().word().matches("u?int[1248]");
    }

    private static String converted(String value, Column column, DataType type) {
        if (column.kind() == Column.Kind.BOOLEAN) {
            boolean truth = value.equals("t");
            return isWhole(type) ? (truth ? "1" : "0") : String.valueOf(truth);
        }
        return isWhole(type) && value.indexOf('.') >= 0
                ? new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).toPlainString()
                : value;
    }

    @Override
    public void close() throws SQLException {
        if (expressions != null) {
            expressions.close();
        }
    }
}
