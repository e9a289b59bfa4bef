package io.dmskit.monitoring.alert;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.cli.Main;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.wire.Forwarding;
import io.dmskit.localstack.LocalStack;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** A rehearsed task loses its target to {@code kill -9}, and whoever subscribes to a topic of LocalStack hears of it. */
class KilledTargetIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""");
    private static final TaskSettings SETTINGS =
            TaskSettings.parse("settings.json", "{\"ErrorBehavior\": {\"RecoverableErrorCount\": 0}}");

    private final String name = LocalStack.unique("killed");

    @Test
    void theTopicIsToldByAWatchThatKnowsOnlyDmskitLocal(@TempDir Path folder) throws Exception {
        LocalStack localStack = LocalStack.required();
        try (PostgresServer source = PostgresServer.start("old");
                PostgresServer target = PostgresServer.start("new");
                DmskitLocal local = DmskitLocal.builder()
                        .metricPeriod(Duration.ofSeconds(1))
                        .forward(Forwarding.to(localStack.endpoint()))
                        .start();
                SnsClient sns = localStack.client(SnsClient.builder())) {
            TopicArn topic =
                    new TopicArn(sns.createTopic(create -> create.name(name)).topicArn());
            try (AlertQueue queue = AlertQueue.standard(localStack).of(sns, topic);
                    JavaProcess watch = watch(local, topic, folder)) {
                replicate(local, source, target);
                watch.await("the running task", said -> Optional.of(said)
                        .filter(text -> text.contains(name) && text.contains("\"phase\":\"replicating\"")));

                kill(target);
                run(source, "INSERT INTO bank.accounts VALUES (101)");

                assertThat(queue.alerts(1)).singleElement().satisfies(alert -> {
                    assertThat(alert.incident().kind()).isEqualTo("failed");
                    assertThat(alert.incident().subjectName()).isEqualTo(name);
                    assertThat(alert.change()).isEqualTo(AlertChange.OPENED);
                });
                assertThat(watch.awaitEnd().exitCode()).isEqualTo(3);
            }
        }
    }

    private static JavaProcess watch(DmskitLocal local, TopicArn topic, Path folder) throws Exception {
        Path sinks = Files.writeString(
                folder.resolve("sinks.yaml"), "sinks:\n  ops: { sns: { topic: \"" + topic.text() + "\" } }\n");
        return JavaProcess.of(
                        Main.class,
                        "watch",
                        "--all",
                        "--local",
                        "--json",
                        "--interval",
                        "1s",
                        "--metric-period",
                        "1s",
                        "--fail-on",
                        "warn",
                        "--alerts",
                        sinks.toString())
                .in(folder)
                .environment("AWS_ENDPOINT_URL", local.endpoint().toString())
                .start();
    }

    private void replicate(DmskitLocal local, PostgresServer source, PostgresServer target) throws Exception {
        run(source, "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id int PRIMARY KEY)");
        run(source, "INSERT INTO bank.accounts SELECT generate_series(1, 100)");
        LocalAws.publishSecret(local, name + "/old", source);
        LocalAws.publishSecret(local, name + "/new", target);
        try (DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder())) {
            ReplicationHandle task =
                    Dms.over(client, Poller.every(Duration.ofMillis(50))).apply(migration(), LIMIT);
            task.start();
            task.awaitFullLoad(LIMIT);
            task.awaitRunning(LIMIT);
        }
    }

    private Migration migration() {
        return new Migration(
                name,
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", name + "/old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", name + "/new"),
                MAPPINGS,
                SETTINGS,
                Cdc.NONE,
                new Capacity.Provisioned("dms.t3.medium", 20, false),
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }

    /** The server and all it has started, as a machine that fails does. */
    private static void kill(PostgresServer server) {
        ProcessHandle postmaster = ProcessHandle.current()
                .descendants()
                .filter(one -> one.info()
                        .arguments()
                        .filter(words -> String.join(" ", words).contains("-p " + server.port() + " "))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
    }
}
