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
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads tables in parallel, all as the source was at one moment. */
public final class FullLoad {
    private static final Logger log = LoggerFactory.getLogger(FullLoad.class);

    private static final Duration CANCEL_PAUSE = Duration.ofMillis(100);
    private static final String CANCELLED = PSQLState.QUERY_CANCELED.getState();

    private final PostgresDatabase target;
    private final InstantSource clock;
    private final StopSignal stop;
    private final Policy policy;
    private final Set<Connection> busy = ConcurrentHashMap.newKeySet();

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

    /** Creates a load into a target. */
    public FullLoad(PostgresDatabase target, Policy policy, InstantSource clock, StopSignal stop) {
        this.target = target;
        this.policy = policy;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Loads the tables, in order, as many units at once as there are readers. Returns when all are loaded, failed or, after a
     * stop, cancelled.
     *
     * @param targets the tables, prepared, in load order
     * @param readers sessions on the source with open transactions over the same snapshot; they are closed at the end
     * @return the source tables whose load failed
     */
    public Set<TableName> run(List<TargetTable> targets, ReplicationStatistics statistics, List<Connection> readers)
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
            return tables.stream()
                    .filter(TableLoad::hasFailed)
                    .map(table -> table.plan().source().name())
                    .collect(Collectors.toSet());
        } finally {
            threads.shutdownNow();
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
            for (LoadUnit unit = units.poll(); unit != null && !stop.isRaised(); unit = units.poll()) {
                load(unit, reader, writer);
            }
        } catch (CancellationException e) {
            log.debug("a full load thread was stopped");
        } catch (SQLException e) {
            stop.raise();
            throw target.failure(e);
        }
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
            try {
                new TableCopy(unit, stop).run(reader, writer, clock.instant());
                boolean last = table.segmentEnded();
                if (last) {
                    addKey(table, writer);
                }
                writer.commit();
                if (last && policy.occasion() != Occasion.TABLES_RELOADED) {
                    table.progress().state(State.TABLE_COMPLETED, clock.instant());
                }
                savepoint.execute("RELEASE SAVEPOINT unit");
            } catch (SQLException e) {
                if (PostgresDatabase.isConnectionLost(e)) {
                    throw e;
                }
                if (stop.isRaised() && CANCELLED.equals(e.getSQLState())) {
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

    private void addKey(TableLoad table, Connection writer) throws SQLException {
        if (policy.keyAfterLoad() && table.target().isCreated()) {
            try (Statement statement = writer.createStatement()) {
                table.target().addKey(statement);
            }
        }
    }

    /** Segments of a failed table that were committed before the failure go too, if all rows in the table are ours. */
    private void emptyFailed(List<TableLoad> tables) throws ReplicationException {
        for (TableLoad table : tables) {
            if (table.hasFailed() && table.segments() > 1 && table.target().isOurs()) {
                try (Connection connection = target.connect()) {
                    table.target().empty(connection);
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
