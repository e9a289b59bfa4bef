package io.dmskit.local.engine.apply;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableProgress.Operation;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One change to one target table, in the target's terms. */
final class Change {
    private static final @Nullable String[] NO_VALUES = new String[0];

    private final AppliedTable table;
    private final Shape shape;
    private final @Nullable String[] values;
    private final @Nullable String[] old;
    private final boolean whole;
    private final WhenMissing whenMissing;

    /** What it means that an update or delete finds no row. */
    enum WhenMissing {
        /** The target is not as it should be: the error policy decides. */
        CONFLICT,
        /** The row was behind a filter until now. */
        INSERT,
        /** The row may have been behind a filter all the time. */
        NOTHING
    }

    /**
     * Changes of one shape go through one statement.
     *
     * @param target the table
     * @param operation what is done
     * @param set the columns that are given a value, by index
     * @param match how the row is found
     */
    record Shape(TableName target, Operation operation, BitSet set, Match match) {}

    private Change(
            AppliedTable table,
            Shape shape,
            @Nullable String[] values,
            @Nullable String[] old,
            boolean whole,
            WhenMissing whenMissing) {
        this.table = table;
        this.shape = shape;
        this.values = values;
        this.old = old;
        this.whole = whole;
        this.whenMissing = whenMissing;
    }

    static Change insert(AppliedTable table, @Nullable String[] values, Match match) {
        BitSet all = new BitSet();
        all.set(0, values.length);
        Shape shape = new Shape(table.target(), Operation.INSERT, all, match);
        return new Change(table, shape, values, values, true, WhenMissing.NOTHING);
    }

    /** An update; {@code known} are the columns whose values the log carries, {@code set} those that need to be written. */
    static Change update(
            AppliedTable table,
            @Nullable String[] values,
            BitSet known,
            BitSet set,
            @Nullable String[] old,
            Match match) {
        Shape shape = new Shape(table.target(), Operation.UPDATE, set, match);
        WhenMissing missing = table.isFiltered() ? WhenMissing.INSERT : WhenMissing.CONFLICT;
        return new Change(table, shape, values, old, known.cardinality() == values.length, missing);
    }

    static Change delete(AppliedTable table, @Nullable String[] old, Match match) {
        Shape shape = new Shape(table.target(), Operation.DELETE, new BitSet(), match);
        WhenMissing missing = table.isFiltered() ? WhenMissing.NOTHING : WhenMissing.CONFLICT;
        return new Change(table, shape, NO_VALUES, old, false, missing);
    }

    static Change truncate(AppliedTable table) {
        Shape shape = new Shape(table.target(), Operation.DDL, new BitSet(), Match.NONE);
        return new Change(table, shape, NO_VALUES, NO_VALUES, false, WhenMissing.NOTHING);
    }

    AppliedTable table() {
        return table;
    }

    Shape shape() {
        return shape;
    }

    Operation operation() {
        return shape.operation();
    }

    WhenMissing whenMissing() {
        return whenMissing;
    }

    /** Returns whether something has to be done when it meets no row. */
    boolean isMissed() {
        return operation() != Operation.DDL && whenMissing != WhenMissing.NOTHING;
    }

    /** Returns the new value of a column. */
    @Nullable String value(int column) {
        return values[column];
    }

    /** Returns the value of a column by which the row is found. */
    @Nullable String old(int column) {
        return old[column];
    }

    /** Returns whether the change carries every column of its row. */
    boolean isWhole() {
        return whole;
    }

    /** Returns the insertion of the changed row; only for a whole one. */
    Change asInsert() {
        return insert(table, values, shape.match());
    }

    /** Returns the deletion of whatever row has the changed row's key; only for a whole one. */
    Change clearingTheWay() {
        Shape delete = new Shape(table.target(), Operation.DELETE, new BitSet(), shape.match());
        return new Change(table, delete, NO_VALUES, values, false, WhenMissing.NOTHING);
    }

    /** Returns roughly how much memory the change holds. */
    int weight() {
        int weight = 100;
        for (String value : values) {
            weight += value == null ? 8 : 48 + value.length();
        }
        return weight;
    }
}
