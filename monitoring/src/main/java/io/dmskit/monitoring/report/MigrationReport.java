package io.dmskit.monitoring.report;

import io.dmskit.cutover.CutoverReport;
import io.dmskit.leftbehind.LeftBehind;
import io.dmskit.monitoring.history.WatchHistory;
import io.dmskit.task.TableState;
import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything a report tells. Holds no secrets.
 *
 * @param asked what was asked
 * @param verdict what it came to
 * @param reason why; empty if there is nothing to say beyond the verdict
 * @param startedAt when it began
 * @param wall how long it all took, or has taken so far
 * @param history what was seen while it ran
 * @param tables its tables as they were last
 * @param fullLoad how long the load took, if there was one
 * @param verification what was compared, if anything was
 * @param cutover how the cutover went, if there was one
 * @param checks checks beyond the rows themselves
 * @param leftBehind what the source has and the target has not, if anybody looked
 * @param missing what the report cannot tell, one sentence each
 */
public record MigrationReport(
        Asked asked,
        Verdict verdict,
        Optional<String> reason,
        Instant startedAt,
        Duration wall,
        WatchHistory history,
        List<TableState> tables,
        Optional<Duration> fullLoad,
        Optional<VerificationReport> verification,
        Optional<CutoverReport> cutover,
        List<Check> checks,
        Optional<LeftBehind> leftBehind,
        List<String> missing) {
    /** Copies the lists. */
    public MigrationReport {
        tables = List.copyOf(tables);
        checks = List.copyOf(checks);
        missing = List.copyOf(missing);
    }

    /** What a migration came to. */
    public enum Verdict {
        /** All that was asked was done. */
        SUCCEEDED,
        /** It was not. */
        FAILED,
        /** It goes on, has not begun, or nobody can say. */
        UNFINISHED;

        /** Returns the name as it is written in documents, such as {@code succeeded}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A check that was made at the end.
     *
     * @param name its name, such as {@code ledger-balance}
     * @param passed whether it held
     * @param detail what was found
     */
    public record Check(String name, boolean passed, String detail) {}

    /** Returns the rows loaded. */
    public long loadedRows() {
        return tables.stream().mapToLong(TableState::fullLoadRows).sum();
    }

    /** Returns the changes to rows applied. */
    public long appliedChanges() {
        return tables.stream().mapToLong(table -> table.applied().rows()).sum();
    }

    /** Returns when it was over, or what is known of it ends. */
    public Instant end() {
        return startedAt.plus(wall);
    }
}
