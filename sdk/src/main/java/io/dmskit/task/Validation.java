package io.dmskit.task;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/**
 * What DMS's own validation says of one table. The set of states is open, and their case differs between pages of the guide.
 *
 * @param state as the DMS API writes it, such as {@code Mismatched records}; empty when it says nothing
 * @param pendingRecords rows not compared yet
 * @param failedRecords rows that differ
 * @param suspendedRecords rows that change too often to be compared
 * @param details more about the state, if there is more
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html">Data validation</a>
 */
public record Validation(
        String state, long pendingRecords, long failedRecords, long suspendedRecords, Optional<String> details) {
    /** The table is not validated. */
    public static final Validation NOT_ENABLED = new Validation("Not enabled", 0, 0, 0, Optional.empty());

    private static final Set<String> FAILED =
            Set.of("mismatched records", "suspended records", "no primary key", "table error", "error");
    private static final Set<String> UNFINISHED =
            Set.of("pending records", "pending validation", "preparing table", "pending revalidation");

    static Validation of(TableStatistics table) {
        return new Validation(
                Optional.ofNullable(table.validationState()).orElse(""),
                count(table.validationPendingRecords()),
                count(table.validationFailedRecords()),
                count(table.validationSuspendedRecords()),
                Optional.ofNullable(table.validationStateDetails()).filter(text -> !text.isBlank()));
    }

    /** Returns whether rows differ, or could not be compared and never will be. */
    public boolean failed() {
        return FAILED.contains(word());
    }

    /** Returns whether rows are still to be compared. */
    public boolean unfinished() {
        return UNFINISHED.contains(word());
    }

    /** Returns state and number, such as {@code Mismatched records: 3}. */
    public String describe() {
        long rows = failedRecords + suspendedRecords;
        return state
                + (rows == 0 ? "" : ": " + rows)
                + details.map(text -> " (" + text + ")").orElse("");
    }

    private String word() {
        return state.toLowerCase(Locale.ROOT);
    }

    private static long count(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
