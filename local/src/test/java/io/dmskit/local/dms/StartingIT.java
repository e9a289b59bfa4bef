package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import io.dmskit.local.LocalProcess;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.fault.InjectedFault.StorageFull;
import io.dmskit.task.Poller;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** A cdc task that ends while it starts: its slot waits for a transaction that stays open as long as the test wants. */
class StartingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LESS_THAN_A_CANCEL_WAITS = Duration.ofSeconds(8);
    private static final String SLOTS = "select count(*) from pg_replication_slots";
    private static final String PUBLICATIONS = "select count(*) from pg_publication";
    private static final String WAITING_SLOTS =
            "select count(*) from pg_stat_activity where query like 'CREATE_REPLICATION_SLOT%' and state = 'active'";

    private static PostgresServer source;
    private static PostgresServer target;

    private Connection writer;

    @BeforeAll
    static void startServers() throws SQLException {
        source = PostgresServer.start("shop");
        target = PostgresServer.start("hq");
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema sales; create table sales.orders (id int primary key, note text)");
        }
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void write() throws SQLException {
        writer = source.connect();
        writer.setAutoCommit(false);
        try (Statement statement = writer.createStatement()) {
            statement.execute("insert into sales.orders values (1, 'not committed')");
        }
    }

    @AfterEach
    void rollBack() throws SQLException {
        writer.close();
    }

    @Test
    void canBeStoppedWhileItsSlotWaits() throws SQLException {
        try (DmskitLocal local = DmskitLocal.start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            startATask(clients.dms());

            local.faults().inject(new StorageFull("main"));

            ReplicationTask stopped = awaitTask(clients.dms(), "stopped");
            assertThat(stopped.stopReason()).isEqualTo("Stop Reason STOPPED_DUE_TO_LOW_DISK");
            await("no slot", () -> Optional.of(number(SLOTS)).filter(slots -> slots == 0));
        }
        assertThat(number(PUBLICATIONS)).isZero();
    }

    @Test
    void holdsNobodyUpWhileAStopDoesNotReachTheDatabase() throws Exception {
        ExecutorService operator = Executors.newSingleThreadExecutor();
        try (Gate gate = new Gate(source.port());
                DmskitLocal local = DmskitLocal.start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            startATask(clients.dms(), gate.port());
            gate.shut();

            try {
                Future<String> stop = operator.submit(() -> local.faults().inject(new StorageFull("main")));
                assertThat(stop).succeedsWithin(LESS_THAN_A_CANCEL_WAITS);
                assertThat(awaitTask(clients.dms(), "starting")).isNotNull();
            } finally {
                gate.unlock();
            }
            writer.rollback();
            assertThat(awaitTask(clients.dms(), "stopped").stopReason())
                    .isEqualTo("Stop Reason STOPPED_DUE_TO_LOW_DISK");
        } finally {
            operator.shutdown();
        }
        assertThat(number(PUBLICATIONS)).isZero();
        assertThat(number(SLOTS)).isZero();
    }

    @Test
    void leavesNothingOnTheSourceWhenItIsForgottenAfterAKill(@TempDir Path parent) throws SQLException {
        Path folder = parent.resolve("state");
        try (LocalProcess local = LocalProcess.start(folder, "0.0001");
                LocalClients clients = LocalClients.of(local.endpoint())) {
            startATask(clients.dms());
            assertThat(awaitTask(clients.dms(), "starting")).isNotNull();
            local.kill();
        }
        writer.rollback();
        await("the end of its session", () -> Optional.of(number(WAITING_SLOTS)).filter(waiting -> waiting == 0));
        assertThat(number(PUBLICATIONS)).isEqualTo(1);

        DmskitLocal.builder().stateIn(folder).fresh().start().close();

        assertThat(number(PUBLICATIONS)).isZero();
        assertThat(number(SLOTS)).isZero();
    }

    /** Returns when the server works on its slot. */
    private static void startATask(DatabaseMigrationClient dms) {
        startATask(dms, source.port());
    }

    private static void startATask(DatabaseMigrationClient dms, int sourcePort) {
        String instance = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        await("an instance", () -> dms.describeReplicationInstances().replicationInstances().stream()
                .filter(found -> found.replicationInstanceStatus().equals("available"))
                .findFirst());
        dms.createReplicationTask(create -> create.replicationTaskIdentifier("move")
                .migrationType("cdc")
                .replicationInstanceArn(instance)
                .sourceEndpointArn(endpoint(dms, ReplicationEndpointTypeValue.SOURCE, source, sourcePort))
                .targetEndpointArn(endpoint(dms, ReplicationEndpointTypeValue.TARGET, target, target.port()))
                .tableMappings(Rig.MAPPINGS));
        ReplicationTask ready = awaitTask(dms, "ready");
        dms.startReplicationTask(start ->
                start.replicationTaskArn(ready.replicationTaskArn()).startReplicationTaskType("start-replication"));
        await("a slot that waits", () -> Optional.of(number(WAITING_SLOTS)).filter(waiting -> waiting == 1));
    }

    private static String endpoint(
            DatabaseMigrationClient dms, ReplicationEndpointTypeValue type, PostgresServer server, int port) {
        return dms.createEndpoint(create -> create.endpointIdentifier(server.database())
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName(server.host())
                        .port(port)
                        .databaseName(server.database())
                        .username(server.user())
                        .password(server.password()))
                .endpoint()
                .endpointArn();
    }

    private static ReplicationTask awaitTask(DatabaseMigrationClient dms, String status) {
        return await("task " + status, () -> dms.describeReplicationTasks().replicationTasks().stream()
                .filter(task -> task.status().equals(status))
                .findFirst());
    }

    private static <T> T await(String what, Supplier<Optional<T>> condition) {
        return Poller.every(Duration.ofMillis(20)).until(what, condition, LIMIT);
    }

    private static long number(String sql) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
