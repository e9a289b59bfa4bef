package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.TableName;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A task between two databases, for tests: starts, awaits, stops and compares. */
final class Rehearsal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A table that is being made, a schema likewise, a serialization failure, a deadlock. */
    private static final Set<String> NOT_YET = Set.of("42P01", "3F000", "40001", "40P01");

    private final DatabaseAddress source;
    private final DatabaseAddress target;
    private final String id;
    private TableMappings mappings = TableMappings.parse("mappings.json", include("%", "%"));
    private TaskSettings settings = TaskSettings.DEFAULTS;
    private MigrationType type = MigrationType.FULL_LOAD_AND_CDC;
    private Optional<String> startPosition = Optional.empty();
    final ReplicationStatistics statistics = new ReplicationStatistics();
    final TableRequests requests = new TableRequests();
    private Replication replication;
    private Thread thread;
    private CompletableFuture<StopReason> ended = CompletableFuture.completedFuture(StopReason.NORMAL);

    Rehearsal(String id, DatabaseAddress source, DatabaseAddress target) {
        this.id = id;
        this.source = source;
        this.target = target;
        this.replication = new Replication(
                spec(ReplicationSpec.Start.START_REPLICATION), statistics, requests, InstantSource.system());
        this.thread = Thread.currentThread();
    }

    /** Makes a fresh database on each server. */
    static Rehearsal between(PostgresServer from, PostgresServer to, String name) throws SQLException {
        return new Rehearsal(name.toUpperCase(Locale.ROOT), fresh(from, name), fresh(to, name));
    }

    private static DatabaseAddress fresh(PostgresServer server, String name) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Sql.name(name));
        }
        DatabaseAddress a = server.address();
        return new DatabaseAddress(a.engine(), a.host(), a.port(), name, a.user(), a.password());
    }

    static String include(String schema, String table) {
        return """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                        "object-locator": {"schema-name": "%s", "table-name": "%s"}, "filters": []}]}""".formatted(schema, table);
    }

    Rehearsal mappings(String json) {
        mappings = TableMappings.parse("mappings.json", json);
        return this;
    }

    Rehearsal settings(String json) {
        settings = TaskSettings.parse("settings.json", json);
        return this;
    }

    Rehearsal type(MigrationType next) {
        type = next;
        return this;
    }

    Rehearsal from(String position) {
        startPosition = Optional.of(position);
        return this;
    }

    ReplicationSpec spec(ReplicationSpec.Start start) {
        return new ReplicationSpec(
                id, type, source, target, mappings, settings, start, startPosition, Optional.<Instant>empty());
    }

    void start(ReplicationSpec.Start start) throws ReplicationException, InterruptedException {
        Replication next = new Replication(spec(start), statistics, requests, InstantSource.system());
        next.prepare();
        replication = next;
        CompletableFuture<StopReason> end = new CompletableFuture<>();
        ended = end;
        thread = new Thread(
                () -> {
                    try {
                        end.complete(next.run());
                    } catch (ReplicationException | InterruptedException | RuntimeException | Error e) {
                        end.completeExceptionally(e);
                    }
                },
                "rehearsal-" + id);
        thread.start();
        await(() -> ended.isDone() || !statistics.tables().isEmpty());
    }

    void start() throws ReplicationException, InterruptedException {
        start(ReplicationSpec.Start.START_REPLICATION);
    }

    /** Asks for tables of the schema public to be loaded again, as ReloadTables does. */
    boolean reload(String... tables) {
        return requests.reload(names(tables), statistics, InstantSource.system().instant());
    }

    /** Asks for tables of the schema public to be compared again. */
    boolean revalidate(String... tables) {
        return requests.validate(names(tables), statistics);
    }

    private static List<TableName> names(String... tables) {
        return Arrays.stream(tables)
                .map(table -> new TableName("public", table))
                .toList();
    }

    StopReason end() throws InterruptedException, ExecutionException, TimeoutException {
        return ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    StopReason stop() throws InterruptedException, ExecutionException, TimeoutException {
        replication.stop();
        return end();
    }

    /** Ends the run as a kill would: nothing is committed any more. */
    void kill() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = new PostgresDatabase("source", source).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (ReplicationException e) {
            throw new SQLException(e);
        }
    }

    void executeOnTarget(String sql) throws SQLException {
        try (Connection connection = new PostgresDatabase("target", target).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (ReplicationException e) {
            throw new SQLException(e);
        }
    }

    List<String> onSource(String sql) throws SQLException {
        return read(source, sql);
    }

    List<String> onTarget(String sql) throws SQLException {
        return read(target, sql);
    }

    /** Returns the first column of every row, as text. */
    private static List<String> read(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = new PostgresDatabase("database", address).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (ReplicationException e) {
            throw new SQLException(e);
        }
    }

    /**
     * Waits until all that is committed on the source is on the target, by a mark in the log of now: without it, the slot of a quiet
     * source stands at the end of the log before any change is read.
     */
    void awaitCaughtUp() throws SQLException {
        await(() -> !type.loads() || statistics.fullLoadEnd().isPresent());
        String position = onSource("SELECT pg_logical_emit_message(true, 'dmskit', 'here')")
                .get(0);
        execute("CREATE TABLE public.caught_up (at int); DROP TABLE public.caught_up");
        String slot = "dmskit_" + id.toLowerCase(Locale.ROOT);
        awaitOnSource("SELECT confirmed_flush_lsn >= '" + position + "' FROM pg_replication_slots WHERE slot_name = '"
                + slot + "'");
    }

    /** Waits until a query on the source answers with one true. */
    void awaitOnSource(String condition) {
        await(() -> isTrue(source, condition));
    }

    /** Waits until a query on the target answers with one true. */
    void awaitOnTarget(String condition) {
        await(() -> isTrue(target, condition));
    }

    private static boolean isTrue(DatabaseAddress address, String condition) {
        try {
            return read(address, condition).equals(List.of("t"));
        } catch (SQLException e) {
            if (NOT_YET.contains(String.valueOf(e.getSQLState()))) {
                return false;
            }
            throw new IllegalStateException(condition, e);
        }
    }

    Connection connectToSource() throws SQLException {
        return connect(source);
    }

    Connection connectToTarget() throws SQLException {
        return connect(target);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    /** Compares whole tables by their rows as text. */
    void assertSameRows(String... tables) throws SQLException {
        for (String table : tables) {
            String rows = "SELECT t::text FROM " + table + " t ORDER BY t::text";
            assertThat(onTarget(rows)).as(table).isEqualTo(onSource(rows));
        }
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(ended).as("the run").isNotCompletedExceptionally();
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    TableStatistics statisticsOf(String schema, String table) {
        return statistics.tables().stream()
                .filter(one -> one.table().schema().equals(schema)
                        && one.table().table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws ReplicationException {
        replication.stop();
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The test has looked at how the run ended, if it cared.
        }
        Replication.cleanUp(spec(ReplicationSpec.Start.START_REPLICATION));
    }
}
