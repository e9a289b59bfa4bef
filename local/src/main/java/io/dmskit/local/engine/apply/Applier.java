package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.Checkpoint;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.TableProgress;
import io.dmskit.local.engine.TableProgress.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies changes to the target in commit order. Several source transactions may share a transaction on the target; none is ever
 * split. BatchApplyEnabled changes nothing here: changes are always put into batches that keep their order. For one thread.
 */
public final class Applier implements AutoCloseable {
    private static final int MAX_PENDING = 20_000;
    private static final int MAX_WEIGHT = 32 << 20;

    /** So many changes are tried together when all could not be applied together. */
    private static final int PART = 32;

    private final PostgresDatabase database;
    private final Connection target;
    private final ReplicationStatistics statistics;
    private final InstantSource clock;
    private final ApplySettings settings;
    private final Statements statements;
    private final Optional<PreparedStatement> savePosition;
    private final OneByOne oneByOne;
    private final List<Change> pending = new ArrayList<>();
    private final Map<TableProgress, Map<Operation, Long>> uncommitted = new HashMap<>();
    private int weight;
    private long changes;
    private long firstNanos;
    private boolean flushed;
    private Optional<Checkpoint> reached = Optional.empty();

    /** Whose changes are applied. */
    public enum Purpose {
        /** The task's own: the position is committed with them. */
        TASK,
        /** Those that tables loaded again have yet to catch up with: a reload that is interrupted is done again, from no position. */
        RELOAD
    }

    /** Opens a session on the target. */
    public Applier(
            Purpose purpose,
            PostgresDatabase database,
            ControlTables control,
            ReplicationStatistics statistics,
            ApplySettings settings,
            InstantSource clock)
            throws ReplicationException {
        this.database = database;
        this.statistics = statistics;
        this.settings = settings;
        this.clock = clock;
        this.target = database.connect();
        this.statements = new Statements(target);
        this.oneByOne = new OneByOne(target, statements, control, settings, clock);
        try {
            target.setAutoCommit(false);
            savePosition = purpose == Purpose.TASK ? Optional.of(control.prepareSave(target)) : Optional.empty();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** Adds a change of the transaction being read. */
    void add(Change change) throws ReplicationException {
        if (pending.isEmpty() && !flushed) {
            firstNanos = System.nanoTime();
        }
        pending.add(change);
        weight += change.weight();
        changes++;
        change.table().progress().captured(change.operation(), 1);
        change.table().touch(change);
        count(change.table(), change.operation(), 1);
        statistics.pending(changes);
        if (pending.size() >= MAX_PENDING || weight > MAX_WEIGHT) {
            flush();
        }
    }

    private void count(AppliedTable table, Operation operation, long more) {
        uncommitted
                .computeIfAbsent(table.progress(), key -> new EnumMap<>(Operation.class))
                .merge(operation, more, Long::sum);
    }

    /** Notes the end of a source transaction; returns whether the target should commit now. */
    public boolean transactionEnded(Checkpoint end) {
        reached = Optional.of(end);
        return changes >= settings.minTransactionSize() || isTimeUp();
    }

    private boolean isTimeUp() {
        return changes > 0
                && System.nanoTime() - firstNanos > settings.commitTimeout().toNanos();
    }

    /** Commits everything added, and with it the position; returns the position, if there was anything to commit. */
    public Optional<Checkpoint> commit() throws ReplicationException {
        if (reached.isEmpty()) {
            return Optional.empty();
        }
        Optional<Checkpoint> committed = reached;
        flush();
        try {
            if (savePosition.isPresent()) {
                savePosition.get().setString(1, committed.get().text());
                savePosition.get().executeUpdate();
            }
            target.commit();
        } catch (SQLException e) {
            throw database.failure(e);
        }
        publish(committed.get());
        return committed;
    }

    private void publish(Checkpoint committed) {
        uncommitted.forEach((table, counts) ->
                counts.forEach((operation, count) -> table.applied(operation, count, clock.instant())));
        forget();
        statistics.committed(committed.text());
    }

    private void forget() {
        uncommitted.clear();
        oneByOne.refused().clear();
        reached = Optional.empty();
        changes = 0;
        flushed = false;
    }

    /** Sends what is pending to the target without committing it. */
    private void flush() throws ReplicationException {
        if (pending.isEmpty()) {
            return;
        }
        try {
            if (flushed) {
                execute("SAVEPOINT chunk");
            }
            if (!applyTogether(pending)) {
                execute(flushed ? "ROLLBACK TO SAVEPOINT chunk" : "ROLLBACK");
                applyInParts(pending);
            }
            oneByOne.refused().forEach(change -> count(change.table(), change.operation(), -1));
            oneByOne.refused().clear();
            if (flushed) {
                execute("RELEASE SAVEPOINT chunk");
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
        flushed = true;
        pending.clear();
        weight = 0;
    }

    /** The fast way; false means that a change was refused or has to be done otherwise, and nothing counts. */
    private boolean applyTogether(List<Change> together) throws SQLException, ReplicationException {
        Optional<List<Change>> missed = tryTogether(together);
        for (Change change : missed.orElse(List.of())) {
            oneByOne.missing(change);
        }
        return missed.isPresent();
    }

    /** Returns the changes that met no row, if nothing else was wrong and nothing is done to rows instead. */
    private Optional<List<Change>> tryTogether(List<Change> together) throws SQLException {
        List<Change> missed = new ArrayList<>();
        try {
            for (Run run : Run.of(together)) {
                int[] counts = run.execute(target, statements);
                for (int i = 0; i < counts.length; i++) {
                    Change change = run.changes().get(i);
                    if (counts[i] == 0 && change.isMissed()) {
                        if (!oneByOne.isOnlyTold(change)) {
                            return Optional.empty();
                        }
                        missed.add(change);
                    }
                }
            }
            return Optional.of(missed);
        } catch (SQLException e) {
            if (PostgresDatabase.isConnectionLost(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** One by one takes its time, so that only those do it that are near a change which has to be done otherwise. */
    private void applyInParts(List<Change> changes) throws SQLException, ReplicationException {
        for (int begin = 0; begin < changes.size(); begin += PART) {
            // What came before may have suspended a table.
            List<Change> part =
                    oneByOne.withoutPassedOver(changes.subList(begin, Math.min(changes.size(), begin + PART)));
            execute("SAVEPOINT part");
            if (!applyTogether(part)) {
                execute("ROLLBACK TO SAVEPOINT part");
                oneByOne.apply(part);
            }
            execute("RELEASE SAVEPOINT part");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes that were in the load already may meet their own results until this is set to false. */
    public void cachedChanges(boolean cached) {
        oneByOne.cachedChanges(cached);
    }

    /** Suspends a table, in the transaction being applied. */
    void suspend(AppliedTable table, String reason) throws ReplicationException {
        try {
            flush();
            flushed = true;
            oneByOne.suspend(table, reason);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** Returns the session on the target, for DDL in the transaction being applied. */
    Connection sessionForDdl() throws ReplicationException {
        flush();
        flushed = true;
        try {
            statements.clear();
        } catch (SQLException e) {
            throw database.failure(e);
        }
        return target;
    }

    /** Prepares statements anew from now on: a table may have been made again with other types. Between transactions only. */
    public void forgetStatements() throws SQLException {
        statements.clear();
    }

    /** Counts an alteration of a table in the transaction being applied. */
    void altered(AppliedTable table) {
        table.spoil();
        table.progress().captured(Operation.DDL, 1);
        count(table, Operation.DDL, 1);
        changes++;
    }

    /** Drops what is not committed: the log will bring it again. */
    @Override
    public void close() throws SQLException {
        uncommitted.forEach((table, counts) -> counts.forEach((operation, count) -> table.captured(operation, -count)));
        target.close();
    }
}
