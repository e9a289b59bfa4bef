package io.dmskit.local.engine;

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

    /** Takes no more from now on, provided that nothing is waiting; returns whether that is so. */
    boolean closeIfEmpty() {
        return reloads.closeIfEmpty() && validations.closeIfEmpty();
    }

    void open(boolean afresh) {
        reloads.open(afresh);
        validations.open(afresh);
    }
}
