package io.dmskit.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.local.fault.InjectedFault.FailingConnection;
import io.dmskit.local.fault.InjectedFault.InstanceFailover;
import io.dmskit.local.fault.InjectedFault.StorageFull;
import io.dmskit.local.fault.InjectedFault.TaskFailure;
import io.dmskit.local.wire.Fault;
import io.dmskit.task.Poller;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Event;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** Faults of instances, endpoints and tasks, each caused while rows move between two real databases; rows are compared after. */
class ResourceFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ROWS =
            "select count(*) || ' ' || coalesce(md5(string_agg(o::text, ',' order by id)), '') from sales.orders o";
    private static final String MAPPINGS = """
            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
             "object-locator":{"schema-name":"sales","table-name":"%"}}]}""";
    private static final String SETTINGS = """
            {"Logging":{"EnableLogging":true},
             "ErrorBehavior":{"RecoverableErrorInterval":1,"RecoverableErrorThrottling":false}}""";

    private static PostgresServer source;
    private static PostgresServer target;

    private final DmskitLocal local =
            DmskitLocal.builder().metricPeriod(Duration.ofMillis(200)).start();
    private final LocalClients clients = LocalClients.of(local.endpoint());
    private final DatabaseMigrationClient dms = clients.dms();
    private String instance = "";
    private String from = "";
    private String task = "";

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
    void runATask() throws SQLException {
        run(target, "drop schema if exists sales cascade");
        run(source, "drop schema if exists sales cascade");
        run(source, "create schema sales; create table sales.orders (id int primary key, note text)");
        run(source, "insert into sales.orders select i, 'n' || i from generate_series(1, 1000) i");
        instance = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        from = endpoint("shop", "source", source.address());
        String to = endpoint("hq", "target", target.address());
        awaitInstance("available");
        task = dms.createReplicationTask(create -> create.replicationTaskIdentifier("move")
                        .migrationType("full-load-and-cdc")
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .replicationTaskSettings(SETTINGS)
                        .tableMappings(MAPPINGS))
                .replicationTask()
                .replicationTaskArn();
        awaitTask("ready");
        start("start-replication");
        awaitTask("running");
        awaitSameRows();
    }

    @AfterEach
    void close() {
        local.faults().clear();
        clients.close();
        local.close();
    }

    @Test
    void goesOnByItselfAfterAFailoverAndLosesNothing() throws SQLException {
        local.faults().inject(new InstanceFailover("main", Duration.ofSeconds(5)));

        awaitInstance("rebooting");
        assertThatThrownBy(() -> local.faults().inject(new InstanceFailover("main", Duration.ZERO)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("rebooting");
        run(source, "insert into sales.orders select i, 'during' from generate_series(1001, 1500) i");
        run(source, "delete from sales.orders where id <= 100");
        awaitInstance("available");
        awaitSameRows();

        assertThat(describe().status()).isEqualTo("running");
        assertThat(lines()).anyMatch(line -> line.contains("]W:  Task move tries again after an error"));
        assertThat(dms.describeEvents(
                                list -> list.sourceType("replication-instance").sourceIdentifier("main"))
                        .events())
                .extracting(Event::eventCategories)
                .contains(List.of("failover"));
    }

    @Test
    void failsARunningTaskWithTheGivenMessage() throws SQLException {
        local.faults().inject(new TaskFailure("move", "the target lost its disk", false));

        ReplicationTask failed = awaitTask("failed");
        assertThat(failed.stopReason()).isEqualTo("Stop Reason FATAL_ERROR");
        assertThat(failed.lastFailureMessage()).isEqualTo("the target lost its disk");
        assertThatThrownBy(() -> local.faults().inject(new TaskFailure("move", "again", true)))
                .hasMessageContaining("it must be running to fail");

        run(source, "update sales.orders set note = 'while failed' where id < 50");
        start("resume-processing");
        awaitTask("running");
        awaitSameRows();

        local.faults().inject(new TaskFailure(task, "tried too often", true));
        assertThat(awaitTask("failed").stopReason()).isEqualTo("Stop Reason RECOVERABLE_ERROR");
        assertThat(lines()).anyMatch(line -> line.contains("]E:  Task move has failed: Stop Reason RECOVERABLE_ERROR"));
    }

    @Test
    void keepsAnEndpointFromConnectingUntilTheFaultIsCleared() throws SQLException {
        String fault = local.faults().inject(new FailingConnection("shop", "no route to host"));

        dms.testConnection(test -> test.replicationInstanceArn(instance).endpointArn(from));
        assertThat(await("a failed connection", () -> dms.describeConnections().connections().stream()
                                .filter(connection -> connection.status().equals("failed"))
                                .findFirst())
                        .lastFailureMessage())
                .isEqualTo("Test Endpoint failed: no route to host");
        await("another try", () -> lines().stream()
                .filter(line -> line.contains("tries again after an error: no route to host"))
                .findFirst());
        run(source, "insert into sales.orders values (5001, 'unreachable')");

        local.faults().clear(fault);
        awaitSameRows();
        assertThat(describe().status()).isEqualTo("running");
    }

    @Test
    void stopsTheTasksOfAnInstanceWithoutStorage() throws SQLException {
        String fault = local.faults().inject(new StorageFull(instance));

        assertThat(awaitTask("stopped").stopReason()).isEqualTo("Stop Reason STOPPED_DUE_TO_LOW_DISK");
        awaitInstance("storage-full");
        assertThatThrownBy(() -> start("resume-processing")).isInstanceOf(InvalidResourceStateException.class);
        run(source, "insert into sales.orders values (6001, 'waits')");

        local.faults().clear(fault);
        awaitInstance("available");
        start("resume-processing");
        awaitSameRows();
    }

    @Test
    void refusesFaultsOfWhatIsNotThere() {
        assertThatThrownBy(() -> local.faults().inject(new StorageFull("other")))
                .isInstanceOf(Fault.class)
                .hasMessage("replication instance other not found");
        assertThatThrownBy(() -> local.faults().inject(new FailingConnection("other", "m")))
                .hasMessageContaining("endpoint other not found");
        assertThat(local.faults().inForce()).isEmpty();
    }

    @Test
    void writesALogThatTheSettingsOfTheTaskName() {
        String id = task.substring(task.lastIndexOf(':') + 1);

        assertThat(describe().replicationTaskSettings())
                .contains("\"CloudWatchLogGroup\"", "\"dms-tasks-main\"", "\"dms-task-" + id + "\"");
        assertThat(clients.logs()
                        .describeLogStreams(list -> list.logGroupName("dms-tasks-main"))
                        .logStreams())
                .singleElement()
                .satisfies(stream -> assertThat(stream.logStreamName()).isEqualTo("dms-task-" + id));
        List<String> lines = await(
                "a line of the ongoing replication", () -> Optional.of(lines()).filter(all -> all.stream()
                        .anyMatch(line -> line.contains(
                                "[SOURCE_CAPTURE  ]I:  Ongoing replication reads the log from position"))));
        assertThat(lines)
                .anyMatch(line -> line.endsWith("[SOURCE_UNLOAD   ]I:  Start loading table sales.orders"))
                .anyMatch(
                        line -> line.endsWith("Load of table sales.orders ended: Table completed, 1000 rows received"))
                .noneMatch(line -> line.contains(source.address().password()));
    }

    @Test
    void publishesMetricsOfTheTaskWhileItRunsAndOfItsInstance() {
        List<String> expected = List.of(
                "CDCLatencyTarget/2",
                "CDCIncomingChanges/2",
                "CDCThroughputRowsTarget/2",
                "CDCChangesDiskTarget/2",
                "CPUUtilization/1",
                "FreeStorageSpace/1",
                "SwapUsage/1");
        await("metrics " + expected, () -> Optional.of(metrics()).filter(names -> names.containsAll(expected)));

        dms.stopReplicationTask(stop -> stop.replicationTaskArn(task));
        awaitTask("stopped");
        Instant stopped = Instant.now();
        await("metrics of the instance after the stop", () -> Optional.of(points("FreeStorageSpace", stopped))
                .filter(points -> points > 2));
        assertThat(points("CDCLatencyTarget", stopped)).isZero();
    }

    private List<String> metrics() {
        return clients.cloudWatch().listMetrics(list -> list.namespace("AWS/DMS")).metrics().stream()
                .map(metric -> metric.metricName() + "/" + metric.dimensions().size())
                .toList();
    }

    private double points(String name, Instant since) {
        Metric metric = clients.cloudWatch()
                .listMetrics(list -> list.namespace("AWS/DMS").metricName(name))
                .metrics()
                .get(0);
        Instant first = Instant.ofEpochSecond(since.getEpochSecond() + 1);
        if (!Instant.now().isAfter(first.plusSeconds(1))) {
            return 0;
        }
        return clients
                .cloudWatch()
                .getMetricStatistics(get -> get.namespace("AWS/DMS")
                        .metricName(name)
                        .dimensions(metric.dimensions())
                        .startTime(first)
                        .endTime(first.plusSeconds(600))
                        .period(1)
                        .statisticsWithStrings("SampleCount"))
                .datapoints()
                .stream()
                .mapToDouble(point -> Objects.requireNonNull(point.sampleCount()))
                .sum();
    }

    private List<String> lines() {
        return clients.logs().filterLogEvents(find -> find.logGroupName("dms-tasks-main")).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private String endpoint(String name, String type, DatabaseAddress address) {
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

    private void start(String type) {
        dms.startReplicationTask(start -> start.replicationTaskArn(task).startReplicationTaskType(type));
    }

    private ReplicationTask awaitTask(String status) {
        return await("task " + status, () -> Optional.of(describe())
                .filter(found -> found.status().equals(status)));
    }

    private ReplicationTask describe() {
        return dms.describeReplicationTasks().replicationTasks().get(0);
    }

    private void awaitInstance(String status) {
        await("instance " + status, () -> dms.describeReplicationInstances().replicationInstances().stream()
                .filter(found -> found.replicationInstanceStatus().equals(status))
                .findFirst());
    }

    private static void awaitSameRows() throws SQLException {
        String wanted = text(source, ROWS);
        await("the same rows on both sides", () -> Optional.of(textOr(target, ROWS))
                .filter(wanted::equals));
    }

    private static <T> T await(String what, Supplier<Optional<T>> condition) {
        return Poller.every(Duration.ofMillis(20)).until(what, condition, LIMIT);
    }

    private static String textOr(PostgresServer server, String sql) {
        try {
            return text(server, sql);
        } catch (SQLException e) {
            return "not there yet";
        }
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
