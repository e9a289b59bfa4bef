package io.dmskit.task;

import io.dmskit.catalog.TableName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/**
 * What a poll saw of one table of a task.
 *
 * @param table source table
 * @param state where its load stands
 * @param fullLoadRows rows loaded and committed
 * @param captured changes read from the source
 * @param applied changes written to the target
 * @param fullLoadStart when its load began
 * @param fullLoadEnd when its load ended
 * @param validation what DMS's own validation says
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_TableStatistics.html">TableStatistics</a>
 */
public record TableState(
        TableName table,
        LoadState state,
        long fullLoadRows,
        Changes captured,
        Changes applied,
        Optional<Instant> fullLoadStart,
        Optional<Instant> fullLoadEnd,
        Validation validation) {

    /**
     * Where a table's load stands; an open set.
     *
     * @param text as the DMS API writes it
     */
    public record LoadState(String text) {
        public static final LoadState DOES_NOT_EXIST = new LoadState("Table does not exist");
        public static final LoadState BEFORE_LOAD = new LoadState("Before load");
        public static final LoadState FULL_LOAD = new LoadState("Full load");
        public static final LoadState COMPLETED = new LoadState("Table completed");
        public static final LoadState CANCELLED = new LoadState("Table cancelled");
        public static final LoadState ERROR = new LoadState("Table error");
        public static final LoadState RELOADING = new LoadState("Table is being reloaded");

        private static final Set<LoadState> SUSPENDED = Set.of(DOES_NOT_EXIST, CANCELLED, ERROR);

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Numbers of changes.
     *
     * @param inserts rows inserted
     * @param updates rows updated
     * @param deletes rows deleted
     * @param ddls changes of the table itself
     */
    public record Changes(long inserts, long updates, long deletes, long ddls) {
        /** Returns the number of changes to rows. */
        public long rows() {
            return inserts + updates + deletes;
        }
    }

    /** Reads the service's own counts; what is missing counts as zero. */
    public static TableState of(TableStatistics table) {
        return new TableState(
                new TableName(table.schemaName(), table.tableName()),
                new LoadState(word(table.tableState())),
                count(table.fullLoadRows()),
                new Changes(
                        count(table.inserts()), count(table.updates()), count(table.deletes()), count(table.ddls())),
                new Changes(
                        count(table.appliedInserts()),
                        count(table.appliedUpdates()),
                        count(table.appliedDeletes()),
                        count(table.appliedDdls())),
                Optional.ofNullable(table.fullLoadStartTime()),
                Optional.ofNullable(table.fullLoadEndTime()),
                Validation.of(table));
    }

    /** Returns whether all its rows have been loaded. */
    public boolean completed() {
        return state.equals(LoadState.COMPLETED);
    }

    /** Returns whether the task has given the table up and goes on without it. */
    public boolean suspended() {
        return LoadState.SUSPENDED.contains(state);
    }

    /** Returns name and state, such as {@code bank.cards (Table error)}. */
    public String describe() {
        return table + " (" + state + ")";
    }

    private static long count(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static String word(@Nullable String value) {
        return value == null ? "" : value;
    }
}
