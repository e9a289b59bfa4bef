package io.dmskit.clients;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.openmetrics.MetricsEndpoint;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** A real migration, watched and scraped by Prometheus's own parser. */
class OpenMetricsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void prometheusReadsWhatAWatchServes() throws Exception {
        PythonClients prometheus =
                PythonClients.required("requirements-openmetrics.txt", "Prometheus's parser of OpenMetrics");
        try (PostgresServer source = PostgresServer.start("old");
                PostgresServer target = PostgresServer.start("new");
                DmskitLocal local = DmskitLocal.start();
                DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder());
                CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
                MetricsEndpoint metrics = MetricsEndpoint.on(0, 10)) {
            LocalAws.publishSecret(local, "old", source);
            LocalAws.publishSecret(local, "new", target);
            run(
                    source,
                    "CREATE SCHEMA shop; CREATE TABLE shop.\"odd \"\" name\" (id int PRIMARY KEY)",
                    "INSERT INTO shop.\"odd \"\" name\" SELECT generate_series(1, 500)");
            Dms dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
            ReplicationHandle task = dms.apply(shop(), LIMIT);
            task.start();
            task.awaitFullLoad(LIMIT);
            try (FleetWatch watch = FleetWatch.over(FleetPoller.of(client, cloudWatch))
                    .listener(metrics)
                    .build()) {
                watch.look(LIMIT);

                List<String> running = samples(prometheus, metrics);
                String shop = "account=000000000000,kind=task,region=us-east-1,replication=shop,resource_id="
                        + task.arn().substring(task.arn().lastIndexOf(':') + 1);
                assertThat(running)
                        .contains(
                                "counter dmskit_replication_full_load_rows_total " + shop + " 500.0",
                                "gauge dmskit_replication_status " + shop + ",status=running 1.0",
                                "gauge dmskit_replication_tables " + shop + ",state=Table completed 1.0",
                                "counter dmskit_table_full_load_rows_total " + shop
                                        + ",schema=shop,table=odd \" name 500.0")
                        .as("no minute of metrics is over yet")
                        .noneMatch(line -> line.startsWith("gauge dmskit_replication_target_latency_seconds "));

                task.stop(LIMIT);
                dms.delete(shop(), LIMIT);
                watch.look(LIMIT);
                assertThat(samples(prometheus, metrics))
                        .noneMatch(line -> line.contains("replication=shop"))
                        .anyMatch(line ->
                                line.startsWith("counter dmskit_api_calls_total operation=DescribeReplicationTasks "));
            }
        }
    }

    private static List<String> samples(PythonClients prometheus, MetricsEndpoint metrics) throws Exception {
        return prometheus
                .python("openmetrics.py", Map.of(), metrics.address().toString())
                .requireSuccess()
                .lines();
    }

    private static Migration shop() {
        return new Migration(
                "shop",
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                TableMappings.parse("table-mappings.json", """
                        {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                          "object-locator": {"schema-name": "shop", "table-name": "%"}}]}"""),
                TaskSettings.parse(
                        "settings.json", "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}"),
                Cdc.NONE,
                new Capacity.Provisioned("dms.t3.medium", 20, false),
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }
}
