package io.dmskit.local.engine.validate;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.StopSignal;
import io.dmskit.local.engine.TableQueue;
import io.dmskit.local.engine.apply.AppliedTable;
import io.dmskit.local.engine.apply.Boundaries;
import io.dmskit.local.engine.apply.TouchedRows;
import io.dmskit.verify.Verifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Validates tables while changes are applied. The target is read as it is at a boundary between two transactions, the source as it is
 * a moment later; rows that the changes between the two touch are noted while they are applied, and count as pending. The changes wait
 * only while the target's snapshot is taken. For one thread.
 */
public final class ValidationBesideChanges {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Validation validation;
    private final PostgresDatabase source;
    private final PostgresDatabase target;
    private final Map<TableName, AppliedTable> applied;
    private final Boundaries boundaries;

    /**
     * Creates the value.
     *
     * @param applied the tables to which changes are applied, by source name
     */
    public ValidationBesideChanges(
            Validation validation,
            PostgresDatabase source,
            PostgresDatabase target,
            Map<TableName, AppliedTable> applied,
            Boundaries boundaries) {
        this.validation = validation;
        this.source = source;
        this.target = target;
        this.applied = applied;
        this.boundaries = boundaries;
    }

    /** Validates what is loaded, changed or asked for, until a stop. */
    public void run(TableQueue requests, StopSignal stop) throws InterruptedException {
        while (!stop.isRaised()) {
            validation.ask(requests.take(PAUSE));
            validation.round(this::compare);
        }
    }

    private void compare(List<TableCheck> due, Verifier verifier)
            throws ReplicationException, SQLException, InterruptedException {
        Map<TableName, TouchedRows> touched = new LinkedHashMap<>();
        due.forEach(check -> touched.put(check.plan().source().name(), new TouchedRows()));
        try (Connection from = source.connect();
                Connection to = target.connect();
                Statement here = from.createStatement();
                Statement there = to.createStatement()) {
            here.execute(BEGIN);
            there.execute(BEGIN);
            String onTarget = boundaries.visit(Boundaries.NEXT, position -> {
                due.forEach(this::follow);
                touched.forEach(this::watch);
                return export(there);
            });
            String onSource = export(here);
            boundaries.visit(endOfLog(here), position -> {
                touched.values().forEach(TouchedRows::enough);
                return position;
            });
            Validation.verify(due, verifier.asOf(onSource, onTarget).telling((comparison, done, all) -> {
                TableCheck check = validation.check(comparison);
                TouchedRows rows = Objects.requireNonNull(touched.get(comparison.source()));
                if (rows.isSpoiled()) {
                    check.unsettle();
                } else {
                    validation.settled(check, comparison, one -> one.ended(comparison, rows::contains));
                }
            }));
        } finally {
            touched.keySet().forEach(name -> watch(name, null));
        }
    }

    private void follow(TableCheck check) {
        AppliedTable table = applied.get(check.plan().source().name());
        if (table != null) {
            check.follow(table.plan());
        }
    }

    private void watch(TableName name, @Nullable TouchedRows rows) {
        AppliedTable table = applied.get(name);
        if (table != null) {
            table.watch(rows);
        }
    }

    private static String export(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Returns a position that is after everything the snapshot shows, and that a reader of the log comes to. */
    private static LogSequenceNumber endOfLog(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()::text")) {
            row.next();
            return withoutPageHeader(LogSequenceNumber.valueOf(row.getString(1)));
        }
    }

    /** At the beginning of a page the server counts the page's header in, which a reader does not meet before the next record. */
    private static LogSequenceNumber withoutPageHeader(LogSequenceNumber position) {
        long inPage = position.asLong() % 8192;
        return inPage <= 40 ? LogSequenceNumber.valueOf(position.asLong() - inPage) : position;
    }
}
