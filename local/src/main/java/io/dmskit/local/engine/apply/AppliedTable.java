package io.dmskit.local.engine.apply;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableProgress;
import io.dmskit.local.engine.row.RowFilter;
import io.dmskit.local.engine.row.RowTransform;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.SQLException;
import java.util.List;

/** A planned table to which changes are applied. For one thread. */
public final class AppliedTable implements AutoCloseable {
    private final TableProgress progress;
    private TablePlan plan;
    private RowTransform transform;
    private RowFilter filter;
    private boolean suspended;

    /** Creates the value. */
    public AppliedTable(TablePlan plan, TableProgress progress) throws SQLException {
        this.plan = plan;
        this.progress = progress;
        this.transform = new RowTransform(plan);
        this.filter = new RowFilter(plan);
    }

    TablePlan plan() {
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
    public boolean isSuspended() {
        return suspended;
    }

    /** Passes over the table's changes from now on. */
    public void suspend() {
        suspended = true;
    }

    @Override
    public void close() throws SQLException {
        transform.close();
    }
}
