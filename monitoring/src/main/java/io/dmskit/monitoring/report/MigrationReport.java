package io.dmskit.monitoring.report;

import io.dmskit.cutover.CutoverReport;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a report tells. Holds no secrets: sides are described by engine and database.
 *
 * @param migration the migration's name
 * @param migrationType full-load, cdc or full-load-and-cdc
 * @param source where rows came from, such as {@code postgres BANKPROD}
 * @param target where they went
 * @param mappings the rules, one short phrase each
 * @param startedAt when it began
 * @param wall how long it all took
 * @param failure why it failed; empty if it succeeded
 * @param history what was seen, oldest first; the last one tells what moved
 * @param fullLoad how long the load took, if there was one
 * @param verification what was compared, if anything was
 * @param cutover how the cutover went, if there was one
 * @param checks checks beyond the rows themselves
 */
public record MigrationReport(
        String migration,
        String migrationType,
        String source,
        String target,
        List<String> mappings,
        Instant startedAt,
        Duration wall,
        Optional<String> failure,
        List<Snapshot> history,
        Optional<Duration> fullLoad,
        Optional<VerificationReport> verification,
        Optional<CutoverReport> cutover,
        List<Check> checks) {
    /** Copies the lists. */
    public MigrationReport {
        mappings = List.copyOf(mappings);
        history = List.copyOf(history);
        checks = List.copyOf(checks);
    }

    /**
     * A check that was made at the end.
     *
     * @param name its name, such as {@code ledger-balance}
     * @param passed whether it held
     * @param detail what was found
     */
    public record Check(String name, boolean passed, String detail) {}

    /** Returns whether all went well. */
    public boolean succeeded() {
        return failure.isEmpty();
    }

    /** Returns what was seen last, if anything was. */
    public Optional<Snapshot> last() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }
}
