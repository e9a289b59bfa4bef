package io.dmskit.local.engine.apply;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableProgress;
import io.dmskit.local.engine.row.RowFilter;
import io.dmskit.local.engine.row.RowTransform;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned table to which changes are applied. For one thread. */
public final class AppliedTable implements AutoCloseable {
    private final TableProgress progress;
    private TablePlan plan;
    private RowTransform transform;
    private RowFilter filter;
    private Standing standing = Standing.APPLIED;
    private volatile @Nullable TouchedRows touched;

    /** What is done with the table's changes. */
    private enum Standing {
        APPLIED,
        /** Passed over until the table is reloaded. */
        SUSPENDED,
        /** Passed over until the rows loaded anew have caught up. */
        RELOADING
    }

    /** Creates the value. */
    public AppliedTable(TablePlan plan, TableProgress progress) throws SQLException {
        this.plan = plan;
        this.progress = progress;
        this.transform = new RowTransform(plan);
        this.filter = new RowFilter(plan);
    }

    /** Returns by which plan changes are applied. */
    public TablePlan plan() {
        return plan;
    }

    TableName target() {
        return plan.target();
    }

    List<ColumnPlan> columns() {
        return plan.columns();
    }

    TableProgress progress() {
        return progress;
    }

    RowTransform transform() {
        return transform;
    }

    RowFilter filter() {
        return filter;
    }

    boolean isFiltered() {
        return !filter.isEmpty();
    }

    /** Goes on by another plan, after the source table's columns changed. */
    void replan(TablePlan next) throws SQLException {
        RowTransform old = transform;
        transform = new RowTransform(next);
        filter = new RowFilter(next);
        plan = next;
        old.close();
    }

    /** Returns whether changes of the table are passed over. */
    public boolean isPassedOver() {
        return standing != Standing.APPLIED;
    }

    /** Passes over the table's changes from now on, for good. */
    public void suspend() {
        standing = Standing.SUSPENDED;
        spoil();
    }

    /** Passes over the table's changes while it is loaded again. */
    public void reload() {
        standing = Standing.RELOADING;
        spoil();
    }

    /** Applies the table's changes again, by the plan by which it was loaded. */
    public void reloaded(TablePlan next) throws SQLException {
        replan(next);
        standing = Standing.APPLIED;
    }

    /** Notes in {@code rows} what is touched from now on; null ends that. From any thread. */
    public void watch(@Nullable TouchedRows rows) {
        touched = rows;
    }

    void touch(Change change) {
        TouchedRows rows = touched;
        if (rows != null) {
            rows.note(change);
        }
    }

    /** The table is no longer what it was, altered or emptied. */
    void spoil() {
        TouchedRows rows = touched;
        if (rows != null) {
            rows.spoil();
        }
    }

    @Override
    public void close() throws SQLException {
        transform.close();
    }
}
