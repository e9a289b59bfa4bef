package io.dmskit.benchmark;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.task.Poller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * Runs many tasks of many tables on a dmskit-local of its own whose heap may not pass 256 MiB, then describes every task and every
 * table page by page.
 */
final class ManyTasksBenchmark {
    private static final String HEAP = "-Xmx256m";
    private static final int AT_ONCE = 10;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final int tasks;
    private final int tables;

    ManyTasksBenchmark(int tasks, int tables) {
        this.tasks = tasks;
        this.tables = tables;
    }

    void run() throws Exception {
        String launcher = Optional.ofNullable(System.getProperty("dmskit.launcher"))
                .orElseThrow(() -> new IllegalStateException("start this with benchmarks/run"));
        try (PostgresServer source = PostgresServer.start("source");
                PostgresServer target = PostgresServer.start("target")) {
            createTables(source, tables);
            createTables(target, tables);
            Process process = start(launcher, HEAP);
            try (DatabaseMigrationClient client = LocalClient.at(endpoint(process), Region.US_EAST_1)) {
                runTasks(client, source, target);
                describe(client, process);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    static Process start(String launcher, String heap) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher, "local", "--port", "0", "--in-memory")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DMSKIT_JAVA_OPTS", heap);
        return builder.start();
    }

    static URI endpoint(Process process) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return URI.create(line.replaceAll(".*AWS_ENDPOINT_URL=(\\S+).*", "$1"));
    }

    static void createTables(PostgresServer server, int tables) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (int table = 0; table < tables; table++) {
                statement.execute(
                        "CREATE TABLE table_" + table + " (id bigint PRIMARY KEY, name text, at timestamptz)");
            }
        }
    }

    private void runTasks(DatabaseMigrationClient client, PostgresServer source, PostgresServer target) {
        long began = System.nanoTime();
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("many").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        client.waiter().waitUntilReplicationInstanceAvailable(request -> {});
        String from = endpoint(client, ReplicationEndpointTypeValue.SOURCE, source);
        String to = endpoint(client, ReplicationEndpointTypeValue.TARGET, target);
        for (int first = 0; first < tasks; first += AT_ONCE) {
            List<String> some = new ArrayList<>();
            for (int task = first; task < Math.min(tasks, first + AT_ONCE); task++) {
                some.add(create(client, "many-" + task, instance, from, to));
            }
            await(client, some, "ready");
            some.forEach(arn -> client.startReplicationTask(
                    request -> request.replicationTaskArn(arn).startReplicationTaskType("start-replication")));
            await(client, some, "stopped");
        }
        System.out.printf(
                Locale.ROOT,
                "%d tasks of %d tables loaded in %.1f s%n",
                tasks,
                tables,
                (System.nanoTime() - began) / 1e9);
    }

    static void await(DatabaseMigrationClient client, List<String> arns, String status) {
        Filter byArn =
                Filter.builder().name("replication-task-arn").values(arns).build();
        Poller.every(Duration.ofMillis(100))
                .until(
                        "tasks that are " + status,
                        () -> Optional.of(client
                                        .describeReplicationTasks(request ->
                                                request.withoutSettings(true).filters(byArn))
                                        .replicationTasks()
                                        .stream()
                                        .map(ReplicationTask::status)
                                        .collect(Collectors.toSet()))
                                .filter(seen -> {
                                    if (seen.contains("failed")) {
                                        throw new IllegalStateException("a task has failed");
                                    }
                                    return seen.size() == 1 && seen.contains(status);
                                }),
                        Duration.ofMinutes(5));
    }

    private static String create(DatabaseMigrationClient client, String name, String instance, String from, String to) {
        return client.createReplicationTask(
                        request -> request.replicationTaskIdentifier(name)
                                .replicationInstanceArn(instance)
                                .sourceEndpointArn(from)
                                .targetEndpointArn(to)
                                .migrationType("full-load")
                                .tableMappings("""
                                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
                                  "rule-action": "include",
                                  "object-locator": {"schema-name": "public", "table-name": "table%"}}]}""")
                                .replicationTaskSettings(
                                        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\", \"MaxFullLoadSubTasks\": 1}}"))
                .replicationTask()
                .replicationTaskArn();
    }

    private static String endpoint(
            DatabaseMigrationClient client, ReplicationEndpointTypeValue type, PostgresServer server) {
        return client.createEndpoint(request -> request.endpointIdentifier("many-" + type)
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

    private void describe(DatabaseMigrationClient client, Process process) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long mostUsed = 0;
        Map<String, Integer> seen = new HashMap<>();
        List<ReplicationTask> all =
                client.describeReplicationTasksPaginator(request -> request.maxRecords(100)).stream()
                        .flatMap(page -> page.replicationTasks().stream())
                        .toList();
        for (ReplicationTask task : all) {
            int there = (int) client
                    .describeTableStatisticsPaginator(request -> request.replicationTaskArn(task.replicationTaskArn())
                            .maxRecords(20))
                    .stream()
                    .mapToLong(page -> page.tableStatistics().size())
                    .sum();
            seen.put(task.replicationTaskIdentifier(), there);
            if (seen.size() % 50 == 0) {
                mostUsed = Math.max(mostUsed, usedHeap(process));
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        require(seen);
        Shell.run(Map.of(), "jcmd " + process.pid() + " GC.run");
        System.out.printf(
                Locale.ROOT,
                "%,d tasks and %,d tables described page by page in %.1f s under %s: most used %d MiB, live %d MiB%n",
                seen.size(),
                seen.values().stream().mapToInt(count -> count).sum(),
                seconds,
                HEAP,
                mostUsed / 1024,
                usedHeap(process) / 1024);
    }

    private void require(Map<String, Integer> seen) {
        boolean complete = seen.size() == tasks
                && IntStream.range(0, tasks).allMatch(task -> seen.getOrDefault("many-" + task, 0) == tables);
        if (!complete) {
            throw new IllegalStateException("not every task and table was described: " + seen);
        }
    }

    /** Returns the used KiB of all heap spaces, as the process's own JVM says. */
    private static long usedHeap(Process process) throws IOException {
        Process jcmd = new ProcessBuilder("jcmd", String.valueOf(process.pid()), "GC.heap_info").start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        long used = 0;
        for (String line : said.lines()
                .filter(text -> !text.contains("Metaspace") && !text.contains("class space"))
                .toList()) {
            Matcher matcher = USED.matcher(line);
            used += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
        return used;
    }
}
