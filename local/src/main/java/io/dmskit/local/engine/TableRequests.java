package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What ReloadTables asked of a task that runs. The same object is given to each run of a task, so that nothing asked for is lost
 * when a run begins again after an error.
 *
 * @param reloads tables to load again ({@code data-reload})
 * @param validations tables to compare again ({@code validate-only})
 */
public record TableRequests(TableQueue reloads, TableQueue validations) {
    /** Nothing is asked for yet. */
    public TableRequests() {
        this(new TableQueue(), new TableQueue());
    }

    /** Asks for tables to be loaded again; returns false if the run has done all it had to do. */
    public boolean reload(Collection<TableName> tables, ReplicationStatistics statistics, Instant now) {
        return reloads.add(tables, table -> statistics.table(table).reloadAsked(now));
    }

    /** Asks for tables to be compared again; returns false if the run has done all it had to do. */
    public boolean validate(Collection<TableName> tables, ReplicationStatistics statistics) {
        return validations.add(tables, table -> statistics.table(table).revalidationAsked());
    }

    /**
     * Returns the tables whose reload has not come to its end: those that wait for it, and those that are shown as being reloaded. A
     * table that is named here once too often is only reloaded once more.
     */
    public Set<TableName> openReloads(ReplicationStatistics statistics) {
        Set<TableName> open = new LinkedHashSet<>(reloads.waiting());
        statistics.tables().stream()
                .filter(table -> table.state() == TableStatistics.State.TABLE_IS_BEING_RELOADED)
                .forEach(table -> open.add(table.table()));
        return open;
    }

    /** Takes over the reloads that were open when an earlier process ended, before the next run. */
    public void restoreReloads(Collection<TableName> open) {
        reloads.putBack(open);
    }

    /** Takes no more from now on, provided that nothing of either kind is waiting; returns whether that is so. */
    boolean closeIfEmpty() {
        // Both at once, so that neither is closed while the run goes on for the other; nobody else holds both.
        synchronized (reloads) {
            synchronized (validations) {
                boolean empty = reloads.isEmpty() && validations.isEmpty();
                if (empty) {
                    reloads.close();
                    validations.close();
                }
                return empty;
            }
        }
    }

    void open(boolean afresh) {
        reloads.open(afresh);
        validations.open(afresh);
    }
}
