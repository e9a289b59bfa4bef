package io.dmskit.cli.rehearsal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rehearsal ended; the document that {@code --json} prints, component by component.
 *
 * @param outcome {@code succeeded} or {@code failed}
 * @param reason why it failed; null when it succeeded
 * @param name name of the migration, or of the family of migrations
 * @param migrationType full-load, cdc or full-load-and-cdc
 * @param tables every selected table, as verification found it
 * @param fullLoad what the load moved
 * @param cdc what replication moved
 * @param cutover what the cutover cost; null when there was none
 * @param checks what the business asks beyond equal tables
 * @param report path of the HTML report; null when there is none
 * @param wallSeconds from the first line to the last
 */
public record RehearsalResult(
        String outcome,
        @Nullable String reason,
        String name,
        String migrationType,
        List<TableResult> tables,
        FullLoad fullLoad,
        Cdc cdc,
        @Nullable CutoverCost cutover,
        List<Check> checks,
        @Nullable String report,
        double wallSeconds) {
    /** Copies the lists. */
    public RehearsalResult {
        tables = List.copyOf(tables);
        checks = List.copyOf(checks);
    }

    /** Returns the result of a rehearsal that did not come to its end. */
    public static RehearsalResult failed(String name, String reason, Duration wall) {
        return new RehearsalResult(
                "failed",
                reason,
                name,
                "",
                List.of(),
                new FullLoad(0, 0),
                new Cdc(0, 0),
                null,
                List.of(),
                null,
                wall.toMillis() / 1000.0);
    }

    /** Returns whether everything asked for holds. */
    public boolean succeeded() {
        return "succeeded".equals(outcome);
    }

    /**
     * One table.
     *
     * @param source its name on the source
     * @param target its name on the target
     * @param sourceRows rows that the mapping lets pass
     * @param targetRows rows on the target that come from this source
     * @param identical whether counts and checksums agree
     */
    public record TableResult(String source, String target, long sourceRows, long targetRows, boolean identical) {}

    /**
     * What the load moved.
     *
     * @param rows rows loaded, over all tables
     * @param seconds from the start of the first table to the end of the last
     */
    public record FullLoad(long rows, double seconds) {}

    /**
     * What replication moved.
     *
     * @param changes inserts, updates and deletes applied
     * @param maxTargetLatencySeconds the highest target latency that the monitor saw
     */
    public record Cdc(long changes, double maxTargetLatencySeconds) {}

    /**
     * What the cutover cost.
     *
     * @param downtimeSeconds from the last writer stopped to the tables verified
     */
    public record CutoverCost(double downtimeSeconds) {}

    /**
     * One question of the business.
     *
     * @param name stable name
     * @param passed whether the answer is the right one
     * @param detail what was found
     */
    public record Check(String name, boolean passed, String detail) {}
}
