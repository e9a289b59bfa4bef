package io.dmskit.benchmark;

import io.dmskit.local.database.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/**
 * Lets many tasks run on a dmskit-local of its own and watches them from another process of 256 MiB. So many connections no database has:
 * tasks of a batch lose theirs for good as soon as they run, and then wait to try again, which is {@code running} to everybody who asks.
 */
final class MonitorBenchmark {
    private static final int AT_ONCE = 40;
    private static final int SPARE = 20;
    private static final String SETTINGS =
            "{\"ErrorBehavior\": {\"RecoverableErrorInterval\": 36000, \"RecoverableErrorThrottling\": false}}";

    private final int tasks;
    private final int tables;
    private final HttpClient http = HttpClient.newHttpClient();

    MonitorBenchmark(int tasks, int tables) {
        this.tasks = tasks;
        this.tables = tables;
    }

    void run() throws Exception {
        String launcher = Optional.ofNullable(System.getProperty("dmskit.launcher"))
                .orElseThrow(() -> new IllegalStateException("start this with benchmarks/run"));
        try (PostgresServer source = server("source");
                PostgresServer target = server("target")) {
            ManyTasksBenchmark.createTables(source, tables);
            ManyTasksBenchmark.createTables(target, tables);
            Process process =
                    ManyTasksBenchmark.start(launcher, "-Xmx768m -Dorg.slf4j.simpleLogger.defaultLogLevel=error");
            URI endpoint = ManyTasksBenchmark.endpoint(process);
            try (DatabaseMigrationClient client = LocalClient.at(endpoint, Region.US_EAST_1)) {
                startTasks(client, endpoint, source, target);
                watch(endpoint);
            } finally {
                // Its runs wait for a database that will never answer again.
                process.destroyForcibly();
                process.waitFor();
            }
        }
    }

    private PostgresServer server(String name) {
        return PostgresServer.with(name)
                .setting("max_replication_slots", String.valueOf(tasks + SPARE))
                .setting("max_wal_senders", String.valueOf(2 * AT_ONCE))
                .setting("max_connections", String.valueOf(10 * AT_ONCE))
                .start();
    }

    private void startTasks(DatabaseMigrationClient client, URI endpoint, PostgresServer source, PostgresServer target)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("many").replicationInstanceClass("dms.r6i.large"))
                .replicationInstance()
                .replicationInstanceArn();
        client.waiter().waitUntilReplicationInstanceAvailable(request -> {});
        String to = endpoint(client, "target", ReplicationEndpointTypeValue.TARGET, target);
        for (int first = 0; first < tasks; first += AT_ONCE) {
            String name = "source-" + first;
            String from = endpoint(client, name, ReplicationEndpointTypeValue.SOURCE, source);
            List<String> some = new ArrayList<>();
            for (int task = first; task < Math.min(tasks, first + AT_ONCE); task++) {
                some.add(create(client, "many-" + task, instance, from, to));
            }
            ManyTasksBenchmark.await(client, some, "ready");
            some.forEach(arn -> client.startReplicationTask(
                    request -> request.replicationTaskArn(arn).startReplicationTaskType("start-replication")));
            ManyTasksBenchmark.await(client, some, "running");
            loseConnections(endpoint, name);
        }
        System.out.printf(
                Locale.ROOT,
                "%d tasks of %d tables run after %.1f s%n",
                tasks,
                tables,
                (System.nanoTime() - began) / 1e9);
    }

    private void loseConnections(URI endpoint, String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(endpoint.resolve("/_dmskit/faults"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"type\": \"failing-connection\", \"endpoint\": \"%s\", \"message\": \"gone\"}"
                                        .formatted(name)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("dmskit-local refused a fault: " + answer.body());
        }
    }

    private static String create(DatabaseMigrationClient client, String name, String instance, String from, String to) {
        return client.createReplicationTask(request -> request.replicationTaskIdentifier(name)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .migrationType("cdc")
                        .tableMappings("""
                                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
                                  "rule-action": "include",
                                  "object-locator": {"schema-name": "public", "table-name": "table%"}}]}""")
                        .replicationTaskSettings(SETTINGS))
                .replicationTask()
                .replicationTaskArn();
    }

    private static String endpoint(
            DatabaseMigrationClient client, String name, ReplicationEndpointTypeValue type, PostgresServer server) {
        return client.createEndpoint(request -> request.endpointIdentifier(name)
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

    private static void watch(URI endpoint) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MonitorRounds.class.getName(),
                        endpoint.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("the monitor ended with exit code " + exitCode);
        }
    }
}
