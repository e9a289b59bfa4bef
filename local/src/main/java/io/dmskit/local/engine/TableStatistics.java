package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one source table so far, as DescribeTableStatistics tells it.
 *
 * @param table source name
 * @param state one of DMS's table states
 * @param fullLoadRows rows loaded
 * @param estimatedRows the source's own estimate at the start, for progress
 * @param inserts captured inserts
 * @param updates captured updates
 * @param deletes captured deletes
 * @param ddls captured truncates and other DDL
 * @param appliedInserts inserts committed on the target
 * @param appliedUpdates updates committed on the target
 * @param appliedDeletes deletes committed on the target
 * @param appliedDdls DDL committed on the target
 * @param fullLoadStart when its load began
 * @param fullLoadEnd when its load ended
 * @param reloaded whether the load was a reload
 * @param validation how its validation stands
 * @param lastUpdate when this row last changed
 */
public record TableStatistics(
        TableName table,
        State state,
        long fullLoadRows,
        long estimatedRows,
        long inserts,
        long updates,
        long deletes,
        long ddls,
        long appliedInserts,
        long appliedUpdates,
        long appliedDeletes,
        long appliedDdls,
        @Nullable Instant fullLoadStart,
        @Nullable Instant fullLoadEnd,
        boolean reloaded,
        TableValidation validation,
        Instant lastUpdate) {
    /** DMS's table states. */
    public enum State {
        BEFORE_LOAD("Before load"),
        FULL_LOAD("Full load"),
        TABLE_COMPLETED("Table completed"),
        TABLE_CANCELLED("Table cancelled"),
        TABLE_ERROR("Table error"),
        TABLE_IS_BEING_RELOADED("Table is being reloaded");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Returns the exact text of the API. */
        public String text() {
            return text;
        }
    }
}
