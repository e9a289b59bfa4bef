package io.dmskit.local.engine.load;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.RunLog;
import io.dmskit.local.engine.StopSignal;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.settings.LogComponent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads tables in parallel, all as the source was at one moment. */
public final class FullLoad {
    private static final Logger log = LoggerFactory.getLogger(FullLoad.class);

    private static final Duration CANCEL_PAUSE = Duration.ofMillis(100);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);
    private static final String CANCELLED = PSQLState.QUERY_CANCELED.getState();

    private final PostgresDatabase target;
    private final InstantSource clock;
    private final StopSignal stop;
    private final Policy policy;
    private final Set<Connection> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    /**
     * What to do with keys and errors.
     *
     * @param keyAfterLoad whether tables made here get their keys when their rows are there
     * @param stopOnTableError whether one table's error ends the load, rather than leaving that table out
     * @param occasion why the tables are loaded
     */
    public record Policy(boolean keyAfterLoad, boolean stopOnTableError, Occasion occasion) {}

    /** Why tables are loaded. */
    public enum Occasion {
        /** They were not loaded before. */
        FIRST_LOAD,
        /** All are loaded again, by reload-target. */
        TARGET_RELOADED,
        /** Some are loaded again while the task goes on; they are done only when they have caught up with the others. */
        TABLES_RELOADED;

        /** Returns whether the tables were loaded before. */
        public boolean isReload() {
            return this != FIRST_LOAD;
        }

        State loading() {
            return this == TABLES_RELOADED ? State.TABLE_IS_BEING_RELOADED : State.FULL_LOAD;
        }
    }

    /**
     * What became of the tables, by source name.
     *
     * @param completed those whose rows and keys are all there
     * @param failed those with an error
     * @param cancelled those that a stop left undone
     */
    public record Result(Set<TableName> completed, Set<TableName> failed, Set<TableName> cancelled) {
        /** Returns whether nothing is left to be loaded. */
        public boolean isOver() {
            return cancelled.isEmpty();
        }

        private static Result of(List<TableLoad> tables) {
            return new Result(
                    names(tables, TableLoad::isComplete),
                    names(tables, TableLoad::hasFailed),
                    names(tables, table -> !table.isComplete() && !table.hasFailed()));
        }

        private static Set<TableName> names(List<TableLoad> tables, Predicate<TableLoad> which) {
            return tables.stream()
                    .filter(which)
                    .map(table -> table.plan().source().name())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Creates a load into a target. */
    public FullLoad(PostgresDatabase target, Policy policy, InstantSource clock, StopSignal stop) {
        this.target = target;
        this.policy = policy;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Loads the tables, in order, as many units at once as there are readers. Returns when all are loaded, failed or, after a
     * stop, cancelled. Nothing is written any more when it returns, in whatever way.
     *
     * @param targets the tables, prepared, in load order
     * @param readers sessions on the source with open transactions over the same snapshot; they are closed at the end
     */
    public Result run(List<TargetTable> targets, ReplicationStatistics statistics, List<Connection> readers)
            throws ReplicationException, InterruptedException {
        List<TableLoad> tables = targets.stream()
                .map(table -> new TableLoad(
                        table, statistics.table(table.plan().source().name())))
                .toList();
        Queue<LoadUnit> units = new ConcurrentLinkedQueue<>();
        tables.forEach(table -> units.addAll(LoadUnit.of(table)));
        ExecutorService threads = Executors.newFixedThreadPool(readers.size(), task -> {
            Thread thread = new Thread(task, "dmskit-full-load");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Connection reader : readers) {
                running.add(threads.submit(() -> {
                    work(reader, units);
                    return null;
                }));
            }
            awaitAll(running);
            emptyFailed(tables);
            return Result.of(tables);
        } finally {
            end(threads);
            tables.stream().map(TableLoad::progress).forEach(progress -> {
                if (progress.state() == State.FULL_LOAD || progress.state() == State.BEFORE_LOAD) {
                    progress.state(State.TABLE_CANCELLED, clock.instant());
                }
            });
        }
    }

    private void awaitAll(List<Future<?>> running) throws ReplicationException, InterruptedException {
        for (Future<?> one : running) {
            try {
                await(one);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ReplicationException failure) {
                    throw failure;
                }
                throw new AssertionError("a full load thread failed", e.getCause());
            }
        }
    }

    /** A statement may wait for somebody's lock when a stop comes; it is cancelled until it notices, since one cancel can be too early. */
    private void await(Future<?> one) throws ExecutionException, InterruptedException {
        while (!one.isDone()) {
            try {
                one.get(CANCEL_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                if (stop.isRaised()) {
                    busy.forEach(FullLoad::cancel);
                }
            }
        }
        one.get();
    }

    /** Whoever waits for somebody's lock would write later, perhaps into the next run; so its statement is cancelled and its end awaited. */
    private void end(ExecutorService threads) {
        ending = true;
        threads.shutdownNow();
        boolean interrupted = false;
        long patience = System.nanoTime() + CANCEL_PATIENCE.toNanos();
        boolean ended = threads.isTerminated();
        while (!ended) {
            try {
                ended = threads.awaitTermination(CANCEL_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!ended) {
                busy.forEach(System.nanoTime() < patience ? FullLoad::cancel : FullLoad::abort);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that does not answer does not cancel anything either. */
    private static void abort(Connection session) {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("a session was closed already", e);
        }
    }

    private static void cancel(Connection session) {
        try {
            session.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            log.debug("a session was closed already", e);
        }
    }

    private void work(Connection reader, Queue<LoadUnit> units) throws ReplicationException {
        try (reader;
                Connection writer = target.connect()) {
            busy.add(reader);
            busy.add(writer);
            writer.setAutoCommit(false);
            for (LoadUnit unit = units.poll(); unit != null && !isEnding(); unit = units.poll()) {
                load(unit, reader, writer);
            }
        } catch (CancellationException e) {
            log.debug("a full load thread was stopped");
        } catch (SQLException e) {
            stop.raise();
            throw target.failure(e);
        }
    }

    private boolean isEnding() {
        return ending || stop.isRaised();
    }

    private void load(LoadUnit unit, Connection reader, Connection writer) throws SQLException, ReplicationException {
        TableLoad table = unit.table();
        if (table.start()) {
            table.progress()
                    .loadStarted(
                            clock.instant(),
                            policy.occasion().loading(),
                            policy.occasion().isReload());
        }
        if (table.hasFailed()) {
            return;
        }
        try (Statement savepoint = reader.createStatement()) {
            savepoint.execute("SAVEPOINT unit");
            long uncommitted = 0;
            try {
                long rows = new TableCopy(unit, stop).run(reader, writer, clock.instant());
                uncommitted = rows;
                writer.commit();
                uncommitted = 0;
                if (table.segmentEnded(rows)) {
                    complete(table, writer);
                }
                savepoint.execute("RELEASE SAVEPOINT unit");
            } catch (SQLException e) {
                // A commit can be what a stop cancels.
                table.progress().rowsLoaded(-uncommitted);
                if (PostgresDatabase.isConnectionLost(e)) {
                    throw e;
                }
                if (isEnding() && CANCELLED.equals(e.getSQLState())) {
                    throw new CancellationException("the load was stopped");
                }
                fail(table, e, writer);
                savepoint.execute("ROLLBACK TO SAVEPOINT unit");
            }
        }
        if (policy.stopOnTableError() && table.hasFailed()) {
            stop.raise();
            throw new ReplicationException(
                    "the load of table " + table.plan().source().name() + " failed and TableErrorPolicy is STOP_TASK");
        }
    }

    /** All segments are committed by now, so that no refusal of their rows can come after it. */
    private void complete(TableLoad table, Connection writer) throws SQLException {
        addKey(table, writer);
        writer.commit();
        table.complete();
        if (policy.occasion() != Occasion.TABLES_RELOADED) {
            table.progress().state(State.TABLE_COMPLETED, clock.instant());
        }
    }

    private void addKey(TableLoad table, Connection writer) throws SQLException {
        if (policy.keyAfterLoad() && table.target().isCreated()) {
            try (Statement statement = writer.createStatement()) {
                table.target().addKey(statement);
            }
        }
    }

    /** What a failed table had committed before the failure goes too, if all rows in the table are ours. */
    private void emptyFailed(List<TableLoad> tables) throws ReplicationException {
        for (TableLoad table : tables) {
            if (table.hasFailed() && table.committed() > 0 && table.target().isOurs()) {
                try (Connection connection = target.connect()) {
                    table.target().empty(connection);
                    table.progress().rowsLoaded(-table.committed());
                } catch (SQLException e) {
                    throw target.failure(e);
                }
            }
        }
    }

    private void fail(TableLoad table, SQLException e, Connection writer) throws SQLException {
        writer.rollback();
        if (table.fail()) {
            log.error("the load of table {} failed: {}", table.plan().source().name(), PostgresDatabase.firstLine(e));
            table.progress()
                    .log()
                    .write(
                            LogComponent.TARGET_LOAD,
                            RunLog.Level.ERROR,
                            "Table " + table.plan().source().name() + " cannot be loaded: "
                                    + PostgresDatabase.firstLine(e));
            table.progress().state(State.TABLE_ERROR, clock.instant());
        }
    }
}
