package io.dmskit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.task.Poller;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Event;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** Runs of tasks whose dmskit-local is killed go on by themselves in the next one, without a row lost or applied twice. */
class RecoveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String AT_ONCE = "0.0001";
    private static final String MAPPINGS = """
            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
             "object-locator":{"schema-name":"sales","table-name":"%"}}]}""";

    /** Rows of every table with what they hold, the same on both sides; an applied row too many would change it. */
    private static final String CONTENT = """
            SELECT (SELECT count(*) || ' ' || coalesce(md5(string_agg(id || note, ',' ORDER BY id, note)), '') FROM sales.orders)
                || ' ' || (SELECT count(*) || ' ' || coalesce(sum(amount), 0) FROM sales.ledger)""";

    private static PostgresServer source;
    private static PostgresServer target;

    private final Path folder;

    RecoveryIT(@TempDir Path parent) {
        folder = parent.resolve("state");
    }

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("shop");
        target = PostgresServer.start("hq");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        dropSlots();
        run(target, "drop schema if exists sales cascade");
        run(source, "drop schema if exists sales cascade");
        run(source, "create schema sales; create table sales.orders (id int primary key, note text not null)");
        run(source, "create table sales.ledger (id bigserial primary key, amount int not null)");
        run(source, "insert into sales.orders select i, repeat('n' || i, 20) from generate_series(1, 200000) i");
        run(source, "insert into sales.ledger (amount) select i from generate_series(1, 1000) i");
    }

    /** A test that failed may have left its slot, which would fail those after it as well. */
    private static void dropSlots() {
        boolean unused = Poller.every(Duration.ofMillis(50))
                .until(
                        "the slots of earlier tests gone",
                        () -> Optional.of(hasNoSlotLeft()).filter(Boolean::booleanValue),
                        LIMIT);
    }

    private static boolean hasNoSlotLeft() {
        try {
            run(source, "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
            return query(source, "select count(*) from pg_replication_slots").equals("0");
        } catch (SQLException e) {
            return false; // somebody took it in between
        }
    }

    @Test
    void losesNoChangeAndAppliesNoneTwiceHoweverOftenItIsKilled() throws Exception {
        String arn;
        ExecutorService writers = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try {
            Future<Long> written = writers.submit(() -> write(enough));
            try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                    LocalClients clients = LocalClients.of(local.endpoint())) {
                arn = startedTask(clients, "full-load-and-cdc");
                awaitLoading(clients.dms(), arn);
                local.kill();
            }
            try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                    LocalClients clients = LocalClients.of(local.endpoint())) {
                awaitApplied(clients.dms(), arn, 50);
                local.kill();
            }
            try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                    LocalClients clients = LocalClients.of(local.endpoint())) {
                awaitApplied(clients.dms(), arn, 200);
                assertThat(describe(clients.dms(), arn).status()).isEqualTo("running");
                assertThat(clients.dms()
                                .describeEvents(list -> list.startTime(Instant.EPOCH))
                                .events())
                        .extracting(Event::message)
                        .contains("Replication task goes on after dmskit-local was started again.");

                enough.set(true);
                assertThat(written.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isPositive();
                awaitSame();
                assertThat(query(target, "select count(*) from public.awsdms_apply_exceptions"))
                        .isEqualTo("0");
                clients.dms().stopReplicationTask(stop -> stop.replicationTaskArn(arn));
                await(clients.dms(), arn, "stopped");
                local.kill();
            }
        } finally {
            enough.set(true);
            writers.shutdown();
        }
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThat(describe(clients.dms(), arn).status()).isEqualTo("stopped");
            assertThat(describe(clients.dms(), arn).stopReason()).isEqualTo("Stop Reason NORMAL");
        }

        DmskitLocal.builder().stateIn(folder).fresh().start().close();
        assertThat(query(source, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void loadsTheTablesAgainThatWereNotComplete() throws SQLException {
        String arn;
        run(target, "create schema sales; create table sales.orders (id int primary key, note text not null)");
        try (HeldLoad held = new HeldLoad();
                LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            arn = startedTask(clients, "full-load");
            held.awaitRow(clients.dms(), arn, "Full load");
            local.kill();
        }
        assertThat(query(target, "select count(*) from sales.orders")).isEqualTo("0");

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            ReplicationTask done = await(clients.dms(), arn, "stopped");
            assertThat(done.stopReason()).isEqualTo("Stop Reason FULL_LOAD_ONLY_FINISHED");
            assertThat(done.replicationTaskStats().tablesLoaded()).isEqualTo(2);
            assertThat(orders(clients.dms(), arn).orElseThrow().fullLoadRows()).isEqualTo(200_000);
            assertThat(query(target, CONTENT)).isEqualTo(query(source, CONTENT));
        }
    }

    @Test
    void goesOnAfterAnOrderlyEndAndKeepsTheSlotMeanwhile() throws SQLException {
        String arn;
        try (DmskitLocal local = DmskitLocal.builder().stateIn(folder).start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            arn = startedTask(clients, "full-load-and-cdc");
            awaitSame();
        }
        assertThat(query(source, "select count(*) from pg_replication_slots")).isEqualTo("1");
        run(source, "insert into sales.ledger (amount) values (7)");

        try (DmskitLocal local = DmskitLocal.builder().stateIn(folder).start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThat(local.found()).isEqualTo(new DmskitLocal.Found(1, 0, 1));
            awaitSame();
            assertThat(describe(clients.dms(), arn).status()).isEqualTo("running");
        }

        DmskitLocal.builder().stateIn(folder).fresh().start().close();
        assertThat(query(source, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void finishesTheReloadOfATableInWhoseMiddleItWasKilled() throws SQLException {
        String arn;
        run(target, "create schema sales; create table sales.orders (id int primary key, note text not null)");
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            arn = startedTask(
                    clients,
                    "full-load-and-cdc",
                    "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE_BEFORE_LOAD\"}}");
            awaitSame();
            run(target, "update sales.orders set note = 'spoiled' where id = 200000");
            try (HeldLoad held = new HeldLoad()) {
                clients.dms().reloadTables(reload -> reload.replicationTaskArn(arn)
                        .tablesToReload(TableToReload.builder()
                                .schemaName("sales")
                                .tableName("orders")
                                .build()));
                held.awaitRow(clients.dms(), arn, "Table is being reloaded");
                local.kill();
            }
        }
        assertThat(targetContent()).isNotEqualTo(query(source, CONTENT));
        run(
                source,
                "update sales.orders set note = note || '!' where id <= 10; delete from sales.orders where id = 11");
        run(source, "insert into sales.orders values (200001, 'while nobody looked')");
        run(source, "insert into sales.ledger (amount) values (7)");

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            awaitSame();
            Poller.every(Duration.ofMillis(20))
                    .until(
                            "the table completed",
                            () -> orders(clients.dms(), arn)
                                    .filter(table -> table.tableState().equals("Table completed")),
                            LIMIT);
            assertThat(describe(clients.dms(), arn).status()).isEqualTo("running");
            assertThat(query(target, "select count(*) from public.awsdms_apply_exceptions"))
                    .isEqualTo("0");
            local.kill();
        }
        DmskitLocal.builder().stateIn(folder).fresh().start().close();
        assertThat(query(source, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void reloadsATableOfWhichTheRunDidNotHearBeforeItWasKilled() throws SQLException {
        String arn;
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            arn = startedTask(
                    clients,
                    "full-load-and-cdc",
                    "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE_BEFORE_LOAD\"}}");
            awaitSame();
            run(target, "update sales.orders set note = 'spoiled' where id = 200000");
            try (Connection writer = source.connect();
                    Statement statement = writer.createStatement()) {
                writer.setAutoCommit(false);
                // Until this ends the run cannot fix a moment to reload from, so it notes nothing on the target.
                statement.execute("insert into sales.ledger (amount) values (0)");
                clients.dms().reloadTables(reload -> reload.replicationTaskArn(arn)
                        .tablesToReload(TableToReload.builder()
                                .schemaName("sales")
                                .tableName("orders")
                                .build()));
                local.kill();
                writer.rollback();
            }
        }
        assertThat(query(target, "select note from sales.orders where id = 200000"))
                .isEqualTo("spoiled");

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            awaitSame();
            Poller.every(Duration.ofMillis(20))
                    .until(
                            "the table completed",
                            () -> orders(clients.dms(), arn)
                                    .filter(table -> table.tableState().equals("Table completed")),
                            LIMIT);
            assertThat(orders(clients.dms(), arn).orElseThrow().fullLoadReloaded())
                    .isTrue();
            local.kill();
        }
        DmskitLocal.builder().stateIn(folder).fresh().start().close();
    }

    private static Optional<TableStatistics> orders(DatabaseMigrationClient dms, String arn) {
        return dms.describeTableStatistics(list -> list.replicationTaskArn(arn)).tableStatistics().stream()
                .filter(table -> table.tableName().equals("orders"))
                .findFirst();
    }

    /** Lets the target take half of the orders of a load and no more, until it is closed: what is killed meanwhile has not ended. */
    private static final class HeldLoad implements AutoCloseable {
        private static final int LOCK = 1;

        private final Connection holder = target.connect();

        HeldLoad() throws SQLException {
            try (Statement statement = holder.createStatement()) {
                statement.execute("select pg_advisory_lock(%d)".formatted(LOCK));
                statement.execute("""
                        create function sales.wait() returns trigger language plpgsql as
                            'begin perform pg_advisory_xact_lock_shared(%d); return new; end';
                        create trigger held before insert on sales.orders for each row when (new.id = 100000)
                            execute function sales.wait()""".formatted(LOCK));
            }
        }

        /** Waits until the target has come to the middle, and rows after it are on their way. */
        void awaitRow(DatabaseMigrationClient dms, String arn, String state) {
            Poller.every(Duration.ofMillis(20))
                    .until(
                            "a load in its middle",
                            () -> orders(dms, arn)
                                    .filter(table -> table.tableState().equals(state))
                                    .filter(table -> table.fullLoadRows() > 0 && table.fullLoadRows() < 200_000)
                                    .filter(table -> isWaitedFor()),
                            LIMIT);
        }

        private boolean isWaitedFor() {
            try {
                return query(target, "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .equals("1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            holder.close();
        }
    }

    @Test
    void goesOnWithAServerlessReplicationAndRemembersHowItEnded() throws SQLException {
        String arn;
        String stopped;
        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            arn = startedReplication(clients.dms());
            awaitSame();
            local.kill();
        }
        run(
                source,
                "update sales.orders set note = note || '!' where id <= 10; delete from sales.orders where id = 11");
        run(source, "insert into sales.ledger (amount) values (7)");

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            awaitSame();
            assertThat(replication(clients.dms(), arn).status()).isEqualTo("running");
            assertThat(clients.dms()
                            .describeEvents(list -> list.startTime(Instant.EPOCH))
                            .events())
                    .extracting(Event::message)
                    .contains("Replication goes on after dmskit-local was started again.");
            clients.dms().stopReplication(stop -> stop.replicationConfigArn(arn));
            Poller.every(Duration.ofMillis(20))
                    .until(
                            "the replication at rest",
                            () -> Optional.of(replication(clients.dms(), arn)).filter(one -> "deprovisioned"
                                    .equals(one.provisionData().provisionState())),
                            LIMIT);
            stopped = everythingOf(clients.dms(), arn);
            local.kill();
        }

        try (LocalProcess local = LocalProcess.start(folder, AT_ONCE);
                LocalClients clients = LocalClients.of(local.endpoint())) {
            assertThat(everythingOf(clients.dms(), arn)).isEqualTo(stopped).contains("Stop Reason NORMAL");
        }
        DmskitLocal.builder().stateIn(folder).fresh().start().close();
        assertThat(query(source, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }

    private static String startedReplication(DatabaseMigrationClient dms) {
        String from = endpoint(dms, ReplicationEndpointTypeValue.SOURCE, source);
        String to = endpoint(dms, ReplicationEndpointTypeValue.TARGET, target);
        String arn = dms.createReplicationConfig(create -> create.replicationConfigIdentifier("move")
                        .replicationType("full-load-and-cdc")
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .computeConfig(compute -> compute.maxCapacityUnits(16))
                        .tableMappings(MAPPINGS))
                .replicationConfig()
                .replicationConfigArn();
        dms.startReplication(start -> start.replicationConfigArn(arn).startReplicationType("start-replication"));
        return arn;
    }

    private static Replication replication(DatabaseMigrationClient dms, String arn) {
        return dms.describeReplications(list -> list.filters(by("replication-config-arn", arn)))
                .replications()
                .get(0);
    }

    private static String everythingOf(DatabaseMigrationClient dms, String arn) {
        return replication(dms, arn)
                + "\n"
                + dms.describeReplicationConfigs(list -> {}).replicationConfigs()
                + "\n"
                + dms.describeReplicationTableStatistics(list -> list.replicationConfigArn(arn))
                        .replicationTableStatistics();
    }

    /** Writes one row and changes another per transaction until it is enough; returns how many. */
    private static long write(AtomicBoolean enough) throws SQLException {
        try (Connection connection = source.connect();
                PreparedStatement insert = connection.prepareStatement("insert into sales.ledger (amount) values (?)");
                PreparedStatement update =
                        connection.prepareStatement("update sales.orders set note = note || ? where id = ?")) {
            connection.setAutoCommit(false);
            long written = 0;
            while (!enough.get()) {
                written++;
                insert.setLong(1, written);
                insert.executeUpdate();
                update.setString(1, "+");
                update.setLong(2, 1 + written % 1000);
                update.executeUpdate();
                connection.commit();
            }
            return written;
        }
    }

    private static String startedTask(LocalClients clients, String type) {
        return startedTask(clients, type, "{}");
    }

    private static String startedTask(LocalClients clients, String type, String settings) {
        DatabaseMigrationClient dms = clients.dms();
        String instance = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        dms.waiter()
                .waitUntilReplicationInstanceAvailable(
                        list -> list.filters(by("replication-instance-arn", instance)),
                        waiter -> waiter.backoffStrategyV2(attempt -> Duration.ofMillis(20)));
        String from = endpoint(dms, ReplicationEndpointTypeValue.SOURCE, source);
        String to = endpoint(dms, ReplicationEndpointTypeValue.TARGET, target);
        String arn = dms.createReplicationTask(create -> create.replicationTaskIdentifier("move")
                        .migrationType(type)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .tableMappings(MAPPINGS)
                        .replicationTaskSettings(settings))
                .replicationTask()
                .replicationTaskArn();
        await(dms, arn, "ready");
        dms.startReplicationTask(start -> start.replicationTaskArn(arn).startReplicationTaskType("start-replication"));
        return arn;
    }

    private static String endpoint(
            DatabaseMigrationClient dms, ReplicationEndpointTypeValue type, PostgresServer server) {
        return dms.createEndpoint(create -> create.endpointIdentifier(server.database())
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName(server.host())
                        .port(server.port())
                        .databaseName(server.database())
                        .username(server.user())
                        .password(server.password()))
                .endpoint()
                .endpointArn();
    }

    private static ReplicationTask await(DatabaseMigrationClient dms, String arn, String status) {
        return Poller.every(Duration.ofMillis(20))
                .until(
                        "task " + status,
                        () -> Optional.of(describe(dms, arn))
                                .filter(task -> task.status().equals(status)),
                        LIMIT);
    }

    private static ReplicationTask describe(DatabaseMigrationClient dms, String arn) {
        return dms.describeReplicationTasks(list -> list.filters(by("replication-task-arn", arn)))
                .replicationTasks()
                .get(0);
    }

    /** Waits until rows are on their way, so that a kill meets a load that has begun. */
    private static void awaitLoading(DatabaseMigrationClient dms, String arn) {
        Poller.every(Duration.ofMillis(5))
                .until(
                        "rows on their way",
                        () -> Optional.of(dms.describeTableStatistics(list -> list.replicationTaskArn(arn))
                                        .tableStatistics())
                                .filter(tables -> tables.stream().anyMatch(table -> table.fullLoadRows() > 0)),
                        LIMIT);
    }

    private static void awaitApplied(DatabaseMigrationClient dms, String arn, long changes) {
        Poller.every(Duration.ofMillis(20))
                .until(
                        changes + " changes applied",
                        () -> Optional.of(dms.describeTableStatistics(list -> list.replicationTaskArn(arn))
                                        .tableStatistics())
                                .filter(tables -> tables.stream()
                                                .mapToLong(table -> table.appliedInserts() + table.appliedUpdates())
                                                .sum()
                                        >= changes),
                        LIMIT);
    }

    private static void awaitSame() throws SQLException {
        String expected = query(source, CONTENT);
        Poller.every(Duration.ofMillis(100))
                .until("the same rows", () -> Optional.of(targetContent()).filter(expected::equals), LIMIT);
    }

    private static String targetContent() {
        try {
            return query(target, CONTENT);
        } catch (SQLException e) {
            return ""; // the tables are not there yet
        }
    }

    private static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
