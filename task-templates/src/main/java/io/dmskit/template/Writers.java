package io.dmskit.template;

import io.dmskit.catalog.ConnectionSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Writers at work, one thread and connection each. */
final class Writers implements RunningWorkload {
    /** Serialization failure, deadlock, and a key that another writer took first: the transaction is done again, differently. */
    private static final Set<String> TRY_ANOTHER = Set.of("40001", "40P01", "23505");

    private final String name;
    private final ConnectionSupplier source;
    private final double perSecond;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final AtomicReference<WorkloadException> failure = new AtomicReference<>();
    private volatile boolean wanted = true;
    private volatile boolean abandoned;

    private Writers(String name, ConnectionSupplier source, double perSecond) {
        this.name = name;
        this.source = source;
        this.perSecond = perSecond;
    }

    /**
     * Starts one thread for each writer.
     *
     * @param name the workload's
     * @param perSecond transactions per second of all writers together, at most
     */
    static Writers start(String name, ConnectionSupplier source, double perSecond, List<? extends Writer> writers) {
        Writers running = new Writers(name, source, perSecond / writers.size());
        for (Writer writer : writers) {
            Thread thread = new Thread(() -> running.work(writer), name + "-writer-" + (running.threads.size() + 1));
            thread.setDaemon(true);
            running.threads.add(thread);
        }
        running.threads.forEach(Thread::start);
        return running;
    }

    @Override
    public WorkloadTotals totals() {
        SortedMap<String, Long> byKind = new TreeMap<>();
        done.forEach((kind, count) -> byKind.put(kind, count.sum()));
        return new WorkloadTotals(
                byKind.values().stream().mapToLong(Long::longValue).sum(), byKind);
    }

    @Override
    public Optional<WorkloadException> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public WorkloadTotals stop() throws InterruptedException {
        endSoon();
        for (Thread thread : threads) {
            thread.join();
        }
        WorkloadException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return totals();
    }

    @Override
    public void close() {
        abandoned = true;
        endSoon();
    }

    private void endSoon() {
        wanted = false;
        threads.forEach(LockSupport::unpark);
    }

    private void work(Writer writer) {
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            limitWaiting(connection);
            Pace pace = new Pace(perSecond);
            while (wanted) {
                transact(connection, writer::write);
                pace.awaitTurn(() -> wanted);
            }
            while (writer.unfinished() && !abandoned) {
                transact(connection, writer::finish);
            }
        } catch (SQLException | RuntimeException e) {
            failure.compareAndSet(
                    null, new WorkloadException("workload " + name + " cannot go on: " + e.getMessage(), e));
            endSoon();
        }
    }

    private interface Transaction {
        String carryOut(Connection connection) throws SQLException;
    }

    private void transact(Connection connection, Transaction transaction) throws SQLException {
        try {
            String kind = transaction.carryOut(connection);
            connection.commit();
            done.computeIfAbsent(kind, ignored -> new LongAdder()).increment();
        } catch (SQLException e) {
            if (!TRY_ANOTHER.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            connection.rollback();
        }
    }

    /** Whoever stops the workload must not wait for a lock that nobody gives back. */
    private static void limitWaiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = '60s'");
        }
        connection.commit();
    }
}
