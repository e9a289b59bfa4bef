package io.dmskit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.task.Poller;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** Whole runs of a task between two real databases, through the real clients. */
class DmskitLocalIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MAPPINGS = """
            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
             "object-locator":{"schema-name":"sales","table-name":"%"}}]}""";

    private static PostgresServer source;
    private static PostgresServer target;

    private final DmskitLocal local =
            DmskitLocal.builder().metricPeriod(Duration.ofMillis(200)).start();
    private final LocalClients clients = LocalClients.of(local.endpoint());
    private final DatabaseMigrationClient dms = clients.dms();

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
        run(target, "drop schema if exists sales cascade");
        run(source, "drop schema if exists sales cascade");
        run(source, "create schema sales; create table sales.orders (id int primary key, note text)");
        run(source, "insert into sales.orders select i, 'n' || i from generate_series(1, 1000) i");
    }

    @AfterEach
    void close() {
        clients.close();
        local.close();
    }

    @Test
    void endsAFullLoadByItself() throws SQLException {
        String arn = task("full-load");

        start(arn, "start-replication");
        ReplicationTask done = await(arn, "stopped");

        assertThat(done.stopReason()).isEqualTo("Stop Reason FULL_LOAD_ONLY_FINISHED");
        assertThat(done.replicationTaskStats().fullLoadProgressPercent()).isEqualTo(100);
        assertThat(done.replicationTaskStats().tablesLoaded()).isEqualTo(1);
        assertThat(done.replicationTaskStats().fullLoadFinishDate()).isNotNull();
        assertThat(statistics(arn)).satisfies(table -> {
            assertThat(table.tableState()).isEqualTo("Table completed");
            assertThat(table.fullLoadRows()).isEqualTo(1000);
        });
        assertThat(count(target, "select count(*) from sales.orders")).isEqualTo(1000);
    }

    @Test
    void goesOnWhereItWasStopped() throws SQLException {
        String arn = task("full-load-and-cdc");
        start(arn, "start-replication");
        awaitRows(1000);
        run(source, "insert into sales.orders values (2001, 'while it runs')");
        awaitRows(1001);

        dms.stopReplicationTask(stop -> stop.replicationTaskArn(arn));
        ReplicationTask stopped = await(arn, "stopped");
        assertThat(stopped.stopReason()).isEqualTo("Stop Reason NORMAL");
        assertThat(stopped.recoveryCheckpoint()).startsWith("checkpoint:V1#");

        run(source, "delete from sales.orders where id <= 10");
        start(arn, "resume-processing");
        awaitRows(991);
        awaitStatistics(arn, "ten applied deletes", table -> table.appliedDeletes() == 10);
        refusesWhileRunning(arn);
    }

    private void refusesWhileRunning(String arn) {
        assertThatThrownBy(() -> start(arn, "resume-processing"))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("it is running");
        assertThatThrownBy(() -> dms.deleteReplicationTask(delete -> delete.replicationTaskArn(arn)))
                .isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> reload(arn, ReloadOptionValue.VALIDATE_ONLY))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("validation is not enabled");
    }

    @Test
    void reloadsAndValidatesATableWhileItsTaskGoesOn() throws SQLException {
        String arn = task(
                "full-load-and-cdc",
                "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE_BEFORE_LOAD\"},"
                        + "\"ValidationSettings\":{\"EnableValidation\":true}}");
        start(arn, "start-replication");
        awaitValidation(arn, "Validated");
        run(target, "update sales.orders set note = 'spoiled' where id = 5; delete from sales.orders where id = 6");

        reload(arn, ReloadOptionValue.VALIDATE_ONLY);
        awaitValidation(arn, "Mismatched records");
        assertThat(statistics(arn).validationFailedRecords()).isEqualTo(2);
        reload(arn, ReloadOptionValue.DATA_RELOAD);
        assertThat(statistics(arn).fullLoadReloaded()).isTrue();
        awaitValidation(arn, "Validated");

        assertThat(statistics(arn)).satisfies(table -> {
            assertThat(table.tableState()).isEqualTo("Table completed");
            assertThat(table.validationFailedRecords()).isZero();
        });
        assertThat(count(target, "select count(*) from sales.orders where note = 'n' || id"))
                .isEqualTo(1000);
    }

    private void reload(String arn, ReloadOptionValue option) {
        dms.reloadTables(reload -> reload.replicationTaskArn(arn)
                .reloadOption(option)
                .tablesToReload(TableToReload.builder()
                        .schemaName("sales")
                        .tableName("orders")
                        .build()));
    }

    private void awaitValidation(String arn, String state) {
        awaitStatistics(arn, "validation state " + state, table -> state.equals(table.validationState()));
    }

    /** Rows are on the target a moment before they are counted. */
    private void awaitStatistics(String arn, String what, Predicate<TableStatistics> condition) {
        Poller.every(Duration.ofMillis(50))
                .until(
                        what,
                        () ->
                                dms
                                        .describeTableStatistics(list -> list.replicationTaskArn(arn))
                                        .tableStatistics()
                                        .stream()
                                        .filter(condition)
                                        .findFirst(),
                        LIMIT);
    }

    @Test
    void publishesMetricsWhileItRuns() throws SQLException {
        String arn = task("full-load-and-cdc");
        start(arn, "start-replication");
        awaitRows(1000);

        List<Double> latencies = Poller.every(Duration.ofMillis(50))
                .until("a latency", () -> Optional.of(latencies(arn)).filter(values -> !values.isEmpty()), LIMIT);

        assertThat(latencies).allMatch(latency -> latency >= 0 && latency < 30);
    }

    @Test
    void leavesNoSlotBehindWhenItCloses() throws Exception {
        String arn = task("full-load-and-cdc");
        start(arn, "start-replication");
        awaitRows(1000);
        assertThat(count(source, "select count(*) from pg_replication_slots")).isEqualTo(1);

        local.close();

        assertThat(count(source, "select count(*) from pg_replication_slots")).isZero();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("dmskit-local")) {
                // A pool counts as terminated a moment before its last thread has left its run method.
                thread.join(LIMIT.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void saysWhichTableCannotBeReplicated() throws SQLException {
        run(source, "create table sales.keyless (a int)");
        String arn = task("cdc");

        start(arn, "start-replication");

        assertThat(await(arn, "failed").lastFailureMessage()).contains("keyless");
    }

    private String task(String type) {
        return task(type, "{}");
    }

    private String task(String type, String settings) {
        String instance = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        String from = endpoint("shop", ReplicationEndpointTypeValue.SOURCE, source.address());
        String to = endpoint("hq", ReplicationEndpointTypeValue.TARGET, target.address());
        dms.waiter()
                .waitUntilReplicationInstanceAvailable(
                        list -> list.filters(by("replication-instance-arn", instance)),
                        waiter -> waiter.backoffStrategyV2(attempt -> Duration.ofMillis(20)));
        String arn = dms.createReplicationTask(create -> create.replicationTaskIdentifier("move")
                        .migrationType(type)
                        .replicationTaskSettings(settings)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .tableMappings(MAPPINGS))
                .replicationTask()
                .replicationTaskArn();
        await(arn, "ready");
        return arn;
    }

    private String endpoint(String name, ReplicationEndpointTypeValue type, DatabaseAddress address) {
        String secret = "{\"host\":\"%s\",\"port\":%d,\"username\":\"%s\",\"password\":\"%s\"}"
                .formatted(address.host(), address.port(), address.user(), address.password());
        clients.secrets().createSecret(create -> create.name("test/" + name).secretString(secret));
        return dms.createEndpoint(create -> create.endpointIdentifier(name)
                        .endpointType(type)
                        .engineName("postgres")
                        .databaseName(address.database())
                        .postgreSQLSettings(settings -> settings.secretsManagerSecretId("test/" + name)))
                .endpoint()
                .endpointArn();
    }

    private void start(String arn, String type) {
        dms.startReplicationTask(start -> start.replicationTaskArn(arn).startReplicationTaskType(type));
    }

    private ReplicationTask await(String arn, String status) {
        return Poller.every(Duration.ofMillis(20))
                .until(
                        "task " + status,
                        () -> Optional.of(describe(arn))
                                .filter(task -> task.status().equals(status)),
                        LIMIT);
    }

    private ReplicationTask describe(String arn) {
        return dms.describeReplicationTasks(list -> list.filters(by("replication-task-arn", arn)))
                .replicationTasks()
                .get(0);
    }

    private void awaitRows(long rows) {
        Poller.every(Duration.ofMillis(20))
                .until(
                        rows + " rows on the target",
                        () -> Optional.of(targetRows()).filter(count -> count == rows),
                        LIMIT);
    }

    private static long targetRows() {
        try {
            return count(target, "select count(*) from sales.orders");
        } catch (SQLException e) {
            return -1; // the table is not there yet
        }
    }

    private TableStatistics statistics(String arn) {
        return dms.describeTableStatistics(list -> list.replicationTaskArn(arn))
                .tableStatistics()
                .get(0);
    }

    private List<Double> latencies(String arn) {
        return clients.cloudWatch()
                .getMetricData(get -> get.startTime(Instant.now().minusSeconds(60))
                        .endTime(Instant.now().plusSeconds(1))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("latency")
                                .metricStat(
                                        stat -> stat.period(1).stat("Maximum").metric(metric -> metric.namespace(
                                                        "AWS/DMS")
                                                .metricName("CDCLatencyTarget")
                                                .dimensions(
                                                        dimension("ReplicationInstanceIdentifier", "main"),
                                                        dimension(
                                                                "ReplicationTaskIdentifier",
                                                                arn.substring(arn.lastIndexOf(':') + 1)))))
                                .build()))
                .metricDataResults()
                .get(0)
                .values();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
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

    private static long count(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
