package io.dmskit.verify;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.CutoverPolicy.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Compares every table of a plan between a source and a target, row by row, without moving the rows: each database computes a
 * checksum over its own rows, the source through the mapping (filters, renames, masks, expressions, changed types), the target over
 * what it stores. PostgreSQL on both sides.
 *
 * <p>Each side is read in one snapshot; while changes are still being replicated the two snapshots are of different moments, and
 * differences may merely be under way. Add-column rules with a constant restrict the target to the rows that carry it, so that several
 * sources may share a target table.
 *
 * <p>Defaults: row counts and checksums, 2 tables at once, up to 20 differing rows reported per table. Immutable and thread-safe.
 */
public final class Verifier {
    private final ConnectionSupplier source;
    private final ConnectionSupplier target;
    private final Set<Check> checks;
    private final int tablesAtOnce;
    private final int differencesPerTable;
    private final VerificationListener listener;
    private final Optional<Snapshots> snapshots;

    private Verifier(
            ConnectionSupplier source,
            ConnectionSupplier target,
            Set<Check> checks,
            int tablesAtOnce,
            int differencesPerTable,
            VerificationListener listener,
            Optional<Snapshots> snapshots) {
        this.source = source;
        this.target = target;
        this.checks = Set.copyOf(checks);
        this.tablesAtOnce = tablesAtOnce;
        this.differencesPerTable = differencesPerTable;
        this.listener = listener;
        this.snapshots = snapshots;
    }

    /** Names of snapshots that sessions of the caller have exported and keep. */
    private record Snapshots(String source, String target) {}

    /** Returns a verifier between two databases, whose users may read the tables concerned. */
    public static Verifier between(ConnectionSupplier source, ConnectionSupplier target) {
        return new Verifier(
                source, target, Set.of(Check.values()), 2, 20, VerificationListener.SILENT, Optional.empty());
    }

    /** Returns a verifier that makes these checks; checksums count rows too. */
    public Verifier checking(Set<Check> newChecks) {
        if (newChecks.isEmpty()) {
            throw new IllegalArgumentException("nothing to verify: name row-counts, checksums or both");
        }
        return new Verifier(source, target, newChecks, tablesAtOnce, differencesPerTable, listener, snapshots);
    }

    /** Returns a verifier that reads so many tables at once on each side. */
    public Verifier tablesAtOnce(int tables) {
        int atOnce = requireAtLeast(1, tables, "tables at once");
        return new Verifier(source, target, checks, atOnce, differencesPerTable, listener, snapshots);
    }

    /** Returns a verifier that reports up to so many differing rows of a table; with 0 it does not look for them. */
    public Verifier differencesPerTable(int differences) {
        int most = requireAtLeast(0, differences, "differences per table");
        return new Verifier(source, target, checks, tablesAtOnce, most, listener, snapshots);
    }

    /** Returns a verifier that tells of each table as soon as it has been compared. */
    public Verifier telling(VerificationListener newListener) {
        return new Verifier(source, target, checks, tablesAtOnce, differencesPerTable, newListener, snapshots);
    }

    /**
     * Returns a verifier that reads both sides as they were at chosen moments.
     *
     * @param sourceSnapshot name of a snapshot of the source that another session exports, in a transaction that stays open
     * @param targetSnapshot the same of the target
     */
    public Verifier asOf(String sourceSnapshot, String targetSnapshot) {
        Snapshots chosen = new Snapshots(sourceSnapshot, targetSnapshot);
        return new Verifier(source, target, checks, tablesAtOnce, differencesPerTable, listener, Optional.of(chosen));
    }

    private static int requireAtLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is " + value + ": it must be at least " + least);
        }
        return value;
    }

    /**
     * Compares the tables. A table that cannot be compared, or not in time, is reported with its problem and is not identical.
     *
     * @param plan which tables, and what the mapping does to them
     * @param limit how long it may take; what has not been compared by then is given up
     * @throws VerificationException if one of the databases cannot be reached
     * @throws io.dmskit.task.WaitInterruptedException if the thread is interrupted; its interrupt flag is set again and the queries
     *     are ended
     */
    public VerificationReport verify(MappingPlan plan, Duration limit) {
        Optional<String> sourceMoment = snapshots.map(Snapshots::source);
        Optional<String> targetMoment = snapshots.map(Snapshots::target);
        try (Side sourceSide = new Side("source", source, new PostgresDialect(), tablesAtOnce, sourceMoment);
                Side targetSide = new Side("target", target, new PostgresDialect(), tablesAtOnce, targetMoment)) {
            boolean checksums = checks.contains(Check.CHECKSUMS);
            TableComparer comparer = new TableComparer(sourceSide, targetSide, checksums, differencesPerTable);
            return new Verification(comparer, targetSide, plan, listener).run(limit);
        }
    }
}
