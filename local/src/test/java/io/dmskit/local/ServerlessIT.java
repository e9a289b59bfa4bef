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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DatabaseMigrationException;
import software.amazon.awssdk.services.databasemigration.model.Event;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.RefreshSchemasStatus;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** Whole runs of a serverless replication between two real databases, and their schemas. */
class ServerlessIT {
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
    void movesRowsAndGoesOnWhereItWasStopped() throws SQLException {
        String arn = config("full-load-and-cdc");
        start(arn, "start-replication");
        Replication running = await(arn, "running");
        assertThat(running.provisionData().provisionState()).isEqualTo("provisioned");
        assertThat(running.provisionData().provisionedCapacityUnits()).isEqualTo(2);

        awaitRows("1000");
        run(source, "insert into sales.orders values (2001, 'while it runs')");
        awaitRows("1001");
        refusesWhileRunning(arn);
        dms.stopReplication(stop -> stop.replicationConfigArn(arn));
        Replication stopped = await(arn, "stopped");
        assertThat(stopped.stopReason()).isEqualTo("Stop Reason NORMAL");
        assertThat(stopped.recoveryCheckpoint()).startsWith("checkpoint:V1#");
        assertThat(stopped.replicationStats().tablesLoaded()).isEqualTo(1);
        assertThat(stopped.replicationStats().fullLoadProgressPercent()).isEqualTo(100);

        run(source, "delete from sales.orders where id <= 10; update sales.orders set note = 'x' where id = 11");
        start(arn, "resume-processing");
        awaitRows("991");
        awaitStatistics(arn, "the applied update", table -> table.appliedUpdates() == 1);
        assertThat(sum(target)).isEqualTo(sum(source));
        assertThat(dms.describeReplicationTableStatistics(list -> list.replicationConfigArn(arn))
                        .replicationTableStatistics())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.fullLoadRows()).isEqualTo(1000);
                    assertThat(table.appliedInserts()).isEqualTo(1);
                    assertThat(table.appliedDeletes()).isEqualTo(10);
                });
    }

    @Test
    void loadsEverythingAgainAndLeavesNothingBehind() throws SQLException {
        String arn = config("full-load");
        start(arn, "start-replication");
        assertThat(await(arn, "stopped").stopReason()).isEqualTo("Stop Reason FULL_LOAD_ONLY_FINISHED");
        assertThat(sum(target)).isEqualTo(sum(source));

        run(source, "delete from sales.orders where id > 500");
        assertThatThrownBy(() -> start(arn, "start-replication"))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("it has run before");
        start(arn, "reload-target");
        assertThat(awaitEnd(arn).stopReason()).isEqualTo("Stop Reason FULL_LOAD_ONLY_FINISHED");
        assertThat(sum(target)).isEqualTo(sum(source));
        awaitProvision(arn, "deprovisioned");

        dms.deleteReplicationConfig(delete -> delete.replicationConfigArn(arn));
        awaitGone(arn);
        assertThat(dms.describeEvents(ask -> ask.sourceType("replication").sourceIdentifier("move"))
                        .events())
                .extracting(Event::message)
                .containsExactly(
                        "Replication has been created.",
                        "Replication has started.",
                        "Replication has stopped. Stop Reason FULL_LOAD_ONLY_FINISHED",
                        "Replication has started.",
                        "Replication has stopped. Stop Reason FULL_LOAD_ONLY_FINISHED",
                        "Replication has been deleted.");
    }

    @Test
    void reloadsAndValidatesATableWhileItGoesOn() throws SQLException {
        String arn = config(
                "full-load-and-cdc",
                "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE_BEFORE_LOAD\"},"
                        + "\"ValidationSettings\":{\"EnableValidation\":true}}");
        assertThatThrownBy(() -> reload(arn, "orders", ReloadOptionValue.DATA_RELOAD))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("it is created, and must be running");
        start(arn, "start-replication");
        awaitValidation(arn, "Validated");
        assertThatThrownBy(() -> reload(arn, "invoices", ReloadOptionValue.DATA_RELOAD))
                .isInstanceOf(DatabaseMigrationException.class)
                .hasMessageContaining("names table sales.invoices, which replication " + arn + " does not replicate");
        run(target, "update sales.orders set note = 'spoiled' where id = 5; delete from sales.orders where id = 6");

        reload(arn, "orders", ReloadOptionValue.VALIDATE_ONLY);
        awaitValidation(arn, "Mismatched records");
        assertThat(statistics(arn).validationFailedRecords()).isEqualTo(2);
        run(source, "insert into sales.orders values (2001, 'while it reloads')");
        reload(arn, "orders", ReloadOptionValue.DATA_RELOAD);
        assertThat(statistics(arn).fullLoadReloaded()).isTrue();
        awaitValidation(arn, "Validated");

        assertThat(statistics(arn).tableState()).isEqualTo("Table completed");
        assertThat(describe(arn).status()).isEqualTo("running");
        assertThat(sum(target)).isEqualTo(sum(source)).startsWith("1001");
    }

    @Test
    void refusesToReloadWhatItNeverLoaded() {
        String arn = config("cdc");
        start(arn, "start-replication");
        await(arn, "running");

        assertThatThrownBy(() -> reload(arn, "orders", ReloadOptionValue.DATA_RELOAD))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("its migration type is cdc");
        assertThatThrownBy(() -> reload(arn, "orders", ReloadOptionValue.VALIDATE_ONLY))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("validation is not enabled");
    }

    @Test
    void publishesMetricsUnderItsAccountAndTheLastPartOfItsArn() {
        String arn = config("full-load-and-cdc");
        start(arn, "start-replication");
        await(arn, "running");

        MetricDataResult latency = until("a latency", () -> Optional.of(latency(arn))
                .filter(found -> !found.values().isEmpty()));

        assertThat(latency.values()).allMatch(value -> value >= 0 && value < 30);
        List<Metric> metrics = until("all metrics", () -> Optional.of(metrics()).filter(found -> found.stream()
                .map(Metric::metricName)
                .toList()
                .containsAll(List.of("CDCLatencySource", "CDCIncomingChanges", "CDCThroughputRowsTarget"))));
        assertThat(metrics).allSatisfy(metric -> assertThat(metric.dimensions()).containsExactly(dimension(arn)));
    }

    private List<Metric> metrics() {
        return clients.cloudWatch()
                .listMetrics(list -> list.namespace("AWS/DMS"))
                .metrics();
    }

    private MetricDataResult latency(String arn) {
        return clients.cloudWatch()
                .getMetricData(get -> get.startTime(Instant.now().minusSeconds(60))
                        .endTime(Instant.now().plusSeconds(1))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("latency")
                                .metricStat(
                                        stat -> stat.period(1).stat("Maximum").metric(metric -> metric.namespace(
                                                        "AWS/DMS")
                                                .metricName("CDCLatencyTarget")
                                                .dimensions(dimension(arn))))
                                .build()))
                .metricDataResults()
                .get(0);
    }

    private static Dimension dimension(String arn) {
        return Dimension.builder()
                .name("ReplicationConfigId")
                .value("000000000000:" + arn.substring(arn.lastIndexOf(':') + 1))
                .build();
    }

    private void reload(String arn, String table, ReloadOptionValue option) {
        dms.reloadReplicationTables(reload -> reload.replicationConfigArn(arn)
                .reloadOption(option)
                .tablesToReload(TableToReload.builder()
                        .schemaName("sales")
                        .tableName(table)
                        .build()));
    }

    private TableStatistics statistics(String arn) {
        return dms.describeReplicationTableStatistics(list -> list.replicationConfigArn(arn))
                .replicationTableStatistics()
                .get(0);
    }

    private void awaitValidation(String arn, String state) {
        awaitStatistics(arn, "validation state " + state, table -> state.equals(table.validationState()));
    }

    /** Rows are on the target a moment before they are counted. */
    private void awaitStatistics(String arn, String what, Predicate<TableStatistics> condition) {
        TableStatistics unused = until(what, () -> dms
                .describeReplicationTableStatistics(list -> list.replicationConfigArn(arn))
                .replicationTableStatistics()
                .stream()
                .filter(condition)
                .findFirst());
    }

    @Test
    void dropsItsSlotWhenItIsDeleted() throws SQLException {
        String arn = config("cdc");
        start(arn, "start-replication");
        await(arn, "running");
        assertThat(text(source, "select count(*) from pg_replication_slots")).isEqualTo("1");
        dms.stopReplication(stop -> stop.replicationConfigArn(arn));
        await(arn, "stopped");

        dms.deleteReplicationConfig(delete -> delete.replicationConfigArn(arn));
        awaitGone(arn);

        assertThat(text(source, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void readsTheSchemasOfADatabase() throws SQLException {
        String endpoint = endpoint("shop", ReplicationEndpointTypeValue.SOURCE, source.address());
        String instance = instance();
        assertThatThrownBy(() -> dms.describeSchemas(list -> list.endpointArn(endpoint)))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("call RefreshSchemas");
        assertThatThrownBy(() -> dms.describeRefreshSchemasStatus(ask -> ask.endpointArn(endpoint)))
                .isInstanceOf(ResourceNotFoundException.class);

        dms.refreshSchemas(refresh -> refresh.endpointArn(endpoint).replicationInstanceArn(instance));
        RefreshSchemasStatus done = awaitSchemas(endpoint);

        assertThat(done.statusAsString()).isEqualTo("successful");
        assertThat(done.lastRefreshDate()).isNotNull();
        assertThat(dms.describeSchemas(list -> list.endpointArn(endpoint)).schemas())
                .containsExactly("public", "sales");
    }

    @Test
    void saysWhySchemasCannotBeRead() {
        DatabaseAddress address = source.address();
        String endpoint = endpoint(
                "shop",
                ReplicationEndpointTypeValue.SOURCE,
                new DatabaseAddress(
                        address.engine(),
                        address.host(),
                        address.port(),
                        "nowhere",
                        address.user(),
                        address.password()));
        String instance = instance();

        dms.refreshSchemas(refresh -> refresh.endpointArn(endpoint).replicationInstanceArn(instance));

        RefreshSchemasStatus failed = awaitSchemas(endpoint);
        assertThat(failed.statusAsString()).isEqualTo("failed");
        assertThat(failed.lastFailureMessage()).contains("has no database nowhere");
    }

    private void refusesWhileRunning(String arn) {
        assertThatThrownBy(() -> start(arn, "resume-processing"))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("it is running");
        assertThatThrownBy(() -> dms.deleteReplicationConfig(delete -> delete.replicationConfigArn(arn)))
                .isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> dms.modifyReplicationConfig(
                        modify -> modify.replicationConfigArn(arn).tableMappings(MAPPINGS)))
                .isInstanceOf(InvalidResourceStateException.class);
    }

    private String config(String type) {
        return config(type, "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE_BEFORE_LOAD\"}}");
    }

    private String config(String type, String settings) {
        String from = endpoint("shop", ReplicationEndpointTypeValue.SOURCE, source.address());
        String to = endpoint("hq", ReplicationEndpointTypeValue.TARGET, target.address());
        return dms.createReplicationConfig(create -> create.replicationConfigIdentifier("move")
                        .replicationType(type)
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .computeConfig(compute -> compute.minCapacityUnits(2).maxCapacityUnits(16))
                        .replicationSettings(settings)
                        .tableMappings(MAPPINGS))
                .replicationConfig()
                .replicationConfigArn();
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

    private String instance() {
        String arn = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        dms.waiter()
                .waitUntilReplicationInstanceAvailable(
                        list -> list.filters(by("replication-instance-arn", arn)),
                        waiter -> waiter.backoffStrategyV2(attempt -> Duration.ofMillis(20)));
        return arn;
    }

    private void start(String arn, String type) {
        dms.startReplication(start -> start.replicationConfigArn(arn).startReplicationType(type));
    }

    private Replication describe(String arn) {
        return dms.describeReplications(list -> list.filters(by("replication-config-arn", arn)))
                .replications()
                .get(0);
    }

    private Replication await(String arn, String status) {
        return until("replication " + status, () -> Optional.of(describe(arn))
                .filter(replication -> replication.status().equals(status)));
    }

    /** A run of its own has ended, other than the one before it. */
    private Replication awaitEnd(String arn) {
        return until("the end of the run", () -> Optional.of(describe(arn))
                .filter(replication -> replication.status().equals("stopped"))
                .filter(replication -> replication.startReplicationType().equals("reload-target")));
    }

    private void awaitProvision(String arn, String state) {
        Replication unused = until("provision " + state, () -> Optional.of(describe(arn))
                .filter(replication ->
                        replication.provisionData().provisionState().equals(state)));
    }

    private void awaitGone(String arn) {
        boolean unused = until("the replication gone", () -> {
            try {
                describe(arn);
                return Optional.empty();
            } catch (ResourceNotFoundException e) {
                return Optional.of(true);
            }
        });
    }

    private RefreshSchemasStatus awaitSchemas(String endpoint) {
        return until("the schemas", () -> Optional.of(dms.describeRefreshSchemasStatus(ask -> ask.endpointArn(endpoint))
                        .refreshSchemasStatus())
                .filter(status -> !status.statusAsString().equals("refreshing")));
    }

    private void awaitRows(String rows) {
        String unused = until(
                rows + " rows on the target", () -> Optional.of(targetRows()).filter(rows::equals));
    }

    private static String targetRows() {
        try {
            return text(target, "select count(*) from sales.orders");
        } catch (SQLException e) {
            return "the table is not there yet";
        }
    }

    private static <T> T until(String what, Supplier<Optional<T>> condition) {
        return Poller.every(Duration.ofMillis(20)).until(what, condition, LIMIT);
    }

    /** Returns something that is the same only where all rows are. */
    private static List<String> sum(PostgresServer server) throws SQLException {
        List<String> sums = new ArrayList<>();
        sums.add(text(server, "select count(*) from sales.orders"));
        sums.add(text(server, "select md5(string_agg(id || ':' || note, ',' order by id)) from sales.orders"));
        return sums;
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

    private static String text(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
