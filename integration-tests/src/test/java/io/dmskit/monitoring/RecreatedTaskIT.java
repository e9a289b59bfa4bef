package io.dmskit.monitoring;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Whoever keeps the names under which metrics were is blind once a task is made again. */
class RecreatedTaskIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Migration MIGRATION = new Migration(
            "bank",
            MigrationType.FULL_LOAD_AND_CDC,
            EndpointDefinition.database(Engine.POSTGRES, "bank", "bank"),
            EndpointDefinition.database(Engine.POSTGRES, "bank", "bank"),
            TableMappings.parse("table-mappings.json", """
                    {"rules": [
                      {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                       "object-locator": {"schema-name": "old", "table-name": "%"}},
                      {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "rename",
                       "rule-target": "schema", "object-locator": {"schema-name": "old"}, "value": "modern"}]}"""),
            TaskSettings.DEFAULTS,
            Cdc.NONE,
            Capacity.DEFAULT,
            Alarms.NONE,
            CutoverPolicy.DEFAULT,
            Optional.empty());

    @Test
    void aTaskThatWasMadeAgainOnAnotherInstanceIsSeenUnderItsNewNames() throws SQLException {
        try (PostgresServer database = PostgresServer.start("bank");
                DmskitLocal local = DmskitLocal.builder().metricPeriod(SECOND).start();
                DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder());
                CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder())) {
            LocalAws.publishSecret(local, "bank", database);
            run(database, "CREATE SCHEMA old; CREATE TABLE old.accounts (id int PRIMARY KEY)");
            Dms dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
            FleetPoller poller = FleetPoller.of(client, cloudWatch)
                    .pace(new Pace(SECOND, SECOND, SECOND, SECOND, SECOND, SECOND))
                    .budget(new CallBudget(100, Poller.REAL_TIME))
                    .build();

            ReplicationHandle first = running(dms);
            ReplicationSnapshot seen = metrics(poller, first.arn());
            first.stop(LIMIT);
            dms.delete(MIGRATION, LIMIT);
            ReplicationHandle second = running(dms);
            ReplicationSnapshot again = metrics(poller, second.arn());

            assertThat(second.arn()).isNotEqualTo(first.arn());
            assertThat(again.task().identifier()).isEqualTo(seen.task().identifier());
            assertThat(again.task().replicationInstanceArn())
                    .isNotEqualTo(seen.task().replicationInstanceArn());
            assertThat(poller.look().replications()).hasSize(1);
        }
    }

    private static ReplicationHandle running(Dms dms) {
        ReplicationHandle task = dms.apply(MIGRATION, LIMIT);
        task.start();
        task.awaitRunning(LIMIT);
        return task;
    }

    private static ReplicationSnapshot metrics(FleetPoller poller, String arn) {
        return Poller.every(Duration.ofMillis(100))
                .until(
                        "metrics of " + arn,
                        () -> poller.look().replications().stream()
                                .filter(one -> one.task().arn().equals(arn))
                                .filter(one -> one.metrics()
                                        .filter(read -> !read.points()
                                                .getOrDefault(DmsMetric.CDC_LATENCY_TARGET, List.of())
                                                .isEmpty())
                                        .isPresent())
                                .findFirst(),
                        LIMIT);
    }
}
